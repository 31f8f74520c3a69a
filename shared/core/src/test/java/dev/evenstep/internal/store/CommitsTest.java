package dev.evenstep.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
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
        assertThat(commit(deletes(98)).writes()).hasSize(98);
        assertThatThrownBy(() -> commit(deletes(99)))
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
        refused(Write.update(KEY).set("a", 1).when(Condition.present()), "has conditions");
        refused(Write.update(KEY).set("entityVersion", 1), "changes one of");
        refused(Write.update(KEY).add("entityVersion", 1), "changes one of");
        refused(Write.update(KEY).append("lastEvent", 1), "changes one of");
        refused(Write.update(KEY).remove("lastFingerprint"), "changes one of");
        refused(Write.put(KEY, Item.of("parkedEvents", 7)), "puts one of");
        assertThat(versioned(Write.update(KEY).set("a", 1)).writes()).hasSize(1);
    }

    private static void refused(Write write, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> versioned(write))
                .withMessageContaining("The versioned write to t{k=x} " + message);
    }

    private static Commit versioned(Write write) {
        RecordAddress address = new RecordAddress.OnItem(new PositionKey("test", "x"), KEY);
        return commit(
                new Step.Ordered(address, 1, new PositionRule(PositionRule.TurnRule.NEXT, 1), EVENT, ""),
                List.of(write));
    }

    private static List<Write> deletes(int number) {
        return IntStream.range(0, number)
                .<Write>mapToObj(i -> Write.delete(ItemKey.of("t", "k", i)))
                .toList();
    }

    private static Commit commit(List<Write> writes) {
        return commit(new Step.InAnyOrder(EVENT, ""), writes);
    }

    private static Commit commit(Step step, List<Write> writes) {
        return new Commit(step, new Guard.FirstTime(), null, writes, List.of(), null, Instant.EPOCH, Instant.MAX);
    }
}
