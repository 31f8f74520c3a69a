package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Effect and mark in one step, as every store must do it. */
interface CommitsConformance extends StoreFixture {

    @Test
    default void aFirstCommitDoesEverythingAndASecondNothing() {
        Commit commit =
                commit(new Guard.FirstTime(), "{\"a\":1}", Write.update(thing()).add("sum", 5));

        assertThat(store().commit(commit)).isEqualTo(new Commits.Committed());
        assertThat(store().commit(commit)).isEqualTo(new Refusal.AlreadyCompleted("{\"a\":1}", 0));

        assertThat(read(thing()).whole("sum")).isEqualTo(5);
        assertThat(outboxOf(entity())).hasSize(1);
    }

    @Test
    default void aConditionThatDoesNotHoldLeavesEverythingAsItWas() {
        Commit commit = commit(
                new Guard.FirstTime(),
                null,
                Write.update(other()).set("touched", true),
                Write.update(thing()).add("sum", -5).when(Condition.atLeast("sum", 5)));

        assertThat(store().commit(commit)).isEqualTo(new Commits.WriteRefused(thing()));

        assertThat(store().read(List.of(thing(), other()))).isEmpty();
        assertThat(outboxOf(entity())).isEmpty();
        assertThat(store().commit(commit(
                        new Guard.FirstTime(), null, Write.update(thing()).add("sum", 9))))
                .isEqualTo(new Commits.Committed());
    }

    @Test
    default void ofManyConcurrentCommitsOfOneEventExactlyOneHappens() throws Exception {
        List<Commits.CommitOutcome> outcomes = concurrently(
                16,
                i -> store().commit(commit(
                        new Guard.FirstTime(), null, Write.update(thing()).add("sum", 1))));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(new Commits.Committed()))
                .hasSize(1);
        assertThat(read(thing()).whole("sum")).isEqualTo(1);
        assertThat(outboxOf(entity())).hasSize(1);
    }

    @Test
    default void aHandledEventIsADuplicateAlsoWhenAConditionHoldsNoMore() {
        Write once = Write.update(thing()).add("sum", 1).when(Condition.absent());
        Commit commit = commit(new Guard.FirstTime(), "{}", once);

        assertThat(store().commit(commit)).isEqualTo(new Commits.Committed());
        assertThat(store().commit(commit)).isEqualTo(new Refusal.AlreadyCompleted("{}", 0));
    }

    @Test
    default void anEventThatIsHeldIsHeldAlsoWhenAConditionDoesNotHold() {
        Write refused = Write.update(thing()).add("sum", 1).when(Condition.present());
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());

        assertThat(store().commit(commit(new Guard.FirstTime(), null, refused)))
                .isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("two"), null, refused)))
                .isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("one"), null, refused)))
                .isEqualTo(new Commits.WriteRefused(thing()));
    }

    @Test
    default void aLostLeaseIsLostAlsoWhenAConditionDoesNotHold() {
        Write refused = Write.update(thing()).add("sum", 1).when(Condition.present());

        assertThat(store().commit(commit(new Guard.HeldBy("one"), null, refused)))
                .isEqualTo(new Refusal.LeaseLost());
    }
}
