package dev.evenstep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.store.Commits.Commit;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.VersionedWrites.VersionedWrite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of commits and versioned writes before any store sees them. */
class CommitsTest {

    private static final ItemKey KEY = ItemKey.of("t", "k", "x");
    private static final IdempotencyKey EVENT = new IdempotencyKey("consumer", "source", "id");

    @Test
    void aTransactionHasAtMost100ItemsWithTheMark() {
        assertThat(commit(deletes(99)).writes()).hasSize(99);
        assertThatThrownBy(() -> commit(deletes(100)))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void noTwoWritesOfATransactionAreToOneItem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> commit(List.of(Write.update(KEY).set("a", 1), Write.delete(KEY))))
                .withMessageContaining("twice");
    }

    @Test
    void aVersionedWriteHasOnlyTheVersionAsItsConditionAndLeavesItToTheStore() {
        refused(Write.delete(KEY), "deletes");
        refused(Write.put(KEY, new Item(Map.of())).when(Condition.present()), "has conditions");
        refused(Write.update(KEY).when(Condition.present()), "has conditions");
        refused(Write.update(KEY).set("entityVersion", 1), "changes entityVersion itself");
        refused(Write.update(KEY).add("entityVersion", 1), "changes entityVersion itself");
        refused(Write.update(KEY).append("lastEvent", 1), "changes lastEvent itself");
        refused(Write.update(KEY).remove("lastEvent"), "changes lastEvent itself");
        assertThat(versioned(Write.put(KEY, Item.of("entityVersion", 7))).version())
                .isEqualTo(1);
        assertThat(versioned(Write.update(KEY)).version()).isEqualTo(1);
    }

    private static void refused(Write write, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> versioned(write))
                .withMessageContaining("The versioned write to t{k=x} " + message);
    }

    private static VersionedWrite versioned(Write write) {
        return new VersionedWrite(write, EVENT, 1, VersionRule.NEXT);
    }

    private static List<Write> deletes(int number) {
        return IntStream.range(0, number)
                .<Write>mapToObj(i -> Write.delete(ItemKey.of("t", "k", i)))
                .toList();
    }

    private static Commit commit(List<Write> writes) {
        return new Commit(EVENT, new Guard.FirstTime(), writes, List.of(), null, Instant.EPOCH, Instant.MAX);
    }
}
