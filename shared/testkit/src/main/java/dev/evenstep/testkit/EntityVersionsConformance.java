package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writing an entity's own item by its version, as every store must do it. */
interface EntityVersionsConformance extends StoreFixture {

    PositionRule NEXT = new PositionRule(PositionRule.TurnRule.NEXT, 1);
    PositionRule LATEST = new PositionRule(PositionRule.TurnRule.LATER, 1);

    private Step.Ordered version(int number, IdempotencyKey event, PositionRule rule) {
        return new Step.Ordered(
                new RecordAddress.OnItem(new PositionKey("conformance", run()), thing()),
                number,
                rule,
                event,
                "content");
    }

    private Commits.CommitOutcome write(int number, String eventId, PositionRule rule) {
        return store().commit(first(
                version(number, key(eventId), rule),
                List.of(Write.update(thing()).add("sum", 1)),
                List.of(),
                null));
    }

    @Test
    default void everyVersionIsLetInInTurn() {
        assertThat(write(1, "e-1", NEXT)).isEqualTo(new Commits.Committed());
        assertThat(write(2, "e-2", NEXT)).isEqualTo(new Commits.Committed());

        assertThat(read(thing()).whole("sum")).isEqualTo(2);
        assertThat(read(thing()).integer("entityVersion")).isEqualTo(2);
    }

    @Test
    default void aVersionOutOfTurnIsRefusedWithWhatIsStored() {
        assertThat(write(3, "e-3", NEXT)).isEqualTo(new Refusal.Early(0, 3, 0));
        assertThat(write(1, "e-1", NEXT)).isEqualTo(new Commits.Committed());

        assertThat(write(1, "e-1", NEXT)).isEqualTo(new Refusal.AlreadyCompleted(null, 0));
        assertThat(write(1, "e-other", NEXT)).isEqualTo(new Refusal.Conflict(1, "conformance#test#e-1"));
        assertThat(write(3, "e-3", NEXT)).isEqualTo(new Refusal.Early(1, 3, 0));
        assertThat(write(2, "e-2", NEXT)).isEqualTo(new Commits.Committed());
        assertThat(write(1, "e-1", NEXT)).isEqualTo(new Refusal.Late(2, 0));
    }

    @Test
    default void theLatestVersionWinsWhereThatIsTheRule() {
        assertThat(write(5, "e-5", LATEST)).isEqualTo(new Commits.Committed());
        assertThat(write(4, "e-4", LATEST)).isEqualTo(new Refusal.Late(5, 0));
        assertThat(write(9, "e-9", LATEST)).isEqualTo(new Commits.Committed());
    }

    @Test
    default void aWholeItemIsReplacedByVersion() {
        assertThat(write(1, "e-1", NEXT)).isEqualTo(new Commits.Committed());
        List<Write> put = List.of(Write.put(thing(), Item.of("name", "new")));

        assertThat(store().commit(first(version(2, key("e-2"), NEXT), put, List.of(), null)))
                .isEqualTo(new Commits.Committed());
        assertThat(read(thing()).attributes())
                .containsOnlyKeys("id", "name", "entityVersion", "lastEvent", "lastFingerprint")
                .containsEntry("name", "new");
    }

    @Test
    default void aVersionWithoutAnEffectMovesTheEntityOn() {
        assertThat(store().commit(first(version(1, key("e-1"), NEXT), List.of(), List.of(), null)))
                .isEqualTo(new Commits.Committed());
        assertThat(write(2, "e-2", NEXT)).isEqualTo(new Commits.Committed());
    }

    @Test
    default void ofManyConcurrentWritesOfOneVersionExactlyOneHappens() throws Exception {
        List<Commits.CommitOutcome> outcomes = concurrently(16, i -> write(1, "e-" + i, NEXT));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(new Commits.Committed()))
                .hasSize(1);
        assertThat(read(thing()).whole("sum")).isEqualTo(1);
    }

    @Test
    default void theEventOfAVersionIsToldFromOneThatReadsAlike() {
        Step made = version(1, new IdempotencyKey("conformance", "a#b", "c"), NEXT);
        Step alike = version(1, new IdempotencyKey("conformance", "a", "b#c"), NEXT);

        assertThat(store().commit(first(made, List.of(), List.of(), null))).isEqualTo(new Commits.Committed());
        assertThat(store().commit(first(made, List.of(), List.of(), null)))
                .isEqualTo(new Refusal.AlreadyCompleted(null, 0));
        assertThat(store().commit(first(alike, List.of(), List.of(), null))).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    default void whatTheRecordKeepsOnTheItemIsNotTheWritersToChange() {
        Step step = version(1, key("e-1"), NEXT);

        for (Write write : List.of(
                Write.update(thing()).set("entityVersion", 7),
                Write.update(thing()).add("parkedEvents", 1),
                Write.update(thing()).remove("lastEvent"),
                Write.put(thing(), Item.of("lastFingerprint", "x")),
                Write.delete(thing()),
                Write.update(other()).add("sum", 1))) {
            assertThatThrownBy(() -> first(step, List.of(write), List.of(), null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(write.key().toString());
        }
    }
}
