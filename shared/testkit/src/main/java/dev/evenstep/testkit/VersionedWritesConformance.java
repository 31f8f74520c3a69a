package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.VersionRule;
import dev.evenstep.store.VersionedWrites;
import dev.evenstep.store.VersionedWrites.VersionedWrite;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writing by an entity's version, as every store must do it. */
interface VersionedWritesConformance extends StoreFixture {

    @Test
    default void everyVersionIsLetInInTurn() {
        assertThat(write(1, "e-1", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());
        assertThat(write(2, "e-2", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());

        assertThat(read(thing()).whole("sum")).isEqualTo(2);
        assertThat(read(thing()).integer("entityVersion")).isEqualTo(2);
    }

    @Test
    default void aVersionOutOfTurnIsRefusedWithWhatIsStored() {
        assertThat(write(3, "e-3", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Refused(0, null));
        assertThat(write(1, "e-1", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());

        assertThat(write(1, "e-1", VersionRule.NEXT))
                .isEqualTo(new VersionedWrites.Outcome.Refused(1, "conformance#test#e-1"));
        assertThat(write(3, "e-3", VersionRule.NEXT))
                .isEqualTo(new VersionedWrites.Outcome.Refused(1, "conformance#test#e-1"));
    }

    @Test
    default void theLatestVersionWinsWhereThatIsTheRule() {
        assertThat(write(5, "e-5", VersionRule.LATER)).isEqualTo(new VersionedWrites.Outcome.Written());
        assertThat(write(4, "e-4", VersionRule.LATER))
                .isEqualTo(new VersionedWrites.Outcome.Refused(5, "conformance#test#e-5"));
        assertThat(write(9, "e-9", VersionRule.LATER)).isEqualTo(new VersionedWrites.Outcome.Written());
    }

    @Test
    default void aWholeItemIsReplacedByVersion() {
        assertThat(write(1, "e-1", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());
        VersionedWrite put =
                new VersionedWrite(Write.put(thing(), Item.of("name", "new")), key("e-2"), 2, VersionRule.NEXT);

        assertThat(store().write(put)).isEqualTo(new VersionedWrites.Outcome.Written());
        assertThat(read(thing()).attributes())
                .containsOnlyKeys("id", "name", "entityVersion", "lastEvent")
                .containsEntry("name", "new");
    }

    @Test
    default void ofManyConcurrentWritesOfOneVersionExactlyOneHappens() throws Exception {
        List<VersionedWrites.Outcome> outcomes = concurrently(16, i -> write(1, "e-" + i, VersionRule.NEXT));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(new VersionedWrites.Outcome.Written()))
                .hasSize(1);
        assertThat(read(thing()).whole("sum")).isEqualTo(1);
    }

    @Test
    default void theEventOfAVersionIsToldFromOneThatReadsAlike() {
        IdempotencyKey made = new IdempotencyKey("conformance", "a#b", "c");
        VersionedWrite first = new VersionedWrite(Write.update(thing()).add("sum", 1), made, 1, VersionRule.NEXT);

        assertThat(store().write(first)).isEqualTo(new VersionedWrites.Outcome.Written());
        assertThat(store().write(first))
                .isEqualTo(new VersionedWrites.Outcome.Refused(1, made.text()))
                .isNotEqualTo(
                        new VersionedWrites.Outcome.Refused(1, new IdempotencyKey("conformance", "a", "b#c").text()));
    }
}
