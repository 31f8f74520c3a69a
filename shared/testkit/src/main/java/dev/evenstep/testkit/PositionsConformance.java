package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One position for each consumer and stream, as every store must keep it. */
interface PositionsConformance extends StoreFixture {

    private RecordAddress stream() {
        return new RecordAddress.OfStream(new PositionKey("conformance", "stream-" + run()));
    }

    private Step number(long number, String eventId, PositionRule.TurnRule rule) {
        return new Step.Ordered(stream(), number, new PositionRule(rule, 1), key(eventId), "content-" + eventId);
    }

    private Step next(long number) {
        return number(number, "e-" + number, PositionRule.TurnRule.NEXT);
    }

    private Commits.CommitOutcome take(Step step, Write... writes) {
        return store().commit(first(step, List.of(writes), List.of(), null));
    }

    @Test
    default void aStreamIsTakenNumberByNumber() {
        Write sum = Write.update(thing()).add("sum", 1);

        assertThat(take(next(2), sum)).isEqualTo(new Refusal.Early(0, 2, 0));
        assertThat(take(next(1), sum)).isEqualTo(new Commits.Committed());
        assertThat(take(next(1), sum)).isEqualTo(new Refusal.AlreadyCompleted(null, 0));
        assertThat(take(next(2), sum)).isEqualTo(new Commits.Committed());
        assertThat(take(next(1), sum)).isEqualTo(new Refusal.Late(2, 0));
        assertThat(take(next(4), sum)).isEqualTo(new Refusal.Early(2, 4, 0));

        assertThat(read(thing()).whole("sum")).isEqualTo(2);
        IdempotencyRecord record = store().record(stream());
        assertThat(record.position()).isEqualTo(2);
        assertThat(record.event()).isEqualTo("conformance#test#e-2");
    }

    @Test
    default void aNumberIsOneEventsAndNoOthers() {
        assertThat(take(next(1))).isEqualTo(new Commits.Committed());

        assertThat(take(number(1, "e-other", PositionRule.TurnRule.NEXT)))
                .isEqualTo(new Refusal.Conflict(1, "conformance#test#e-1"));
        assertThat(take(new Step.Ordered(
                        stream(), 1, new PositionRule(PositionRule.TurnRule.NEXT, 1), key("e-1"), "other content")))
                .isEqualTo(new Refusal.KeyReused("conformance#test#e-1"));
        assertThat(take(number(2, "e-1", PositionRule.TurnRule.NEXT)))
                .isEqualTo(new Refusal.KeyReused("conformance#test#e-1"));
    }

    @Test
    default void aStreamBeginsWithWhatIsSeenFirstWhereThatIsTheRule() {
        assertThat(take(number(7, "e-7", PositionRule.TurnRule.NEXT_FROM_FIRST_SEEN)))
                .isEqualTo(new Commits.Committed());
        assertThat(take(number(9, "e-9", PositionRule.TurnRule.NEXT_FROM_FIRST_SEEN)))
                .isEqualTo(new Refusal.Early(7, 9, 0));
        assertThat(take(number(8, "e-8", PositionRule.TurnRule.NEXT_FROM_FIRST_SEEN)))
                .isEqualTo(new Commits.Committed());
    }

    @Test
    default void aPositionIsClaimedAndCompletedUnderItsFence() {
        assertThat(claimNumber(2, "one")).isEqualTo(new Refusal.Early(0, 2, 0));
        assertThat(claimNumber(1, "one")).isEqualTo(new Leases.Claimed());
        assertThat(claimNumber(1, "two")).isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(take(next(1))).isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(held(next(1), "two"))).isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));

        assertThat(store().commit(held(next(1), "one"))).isEqualTo(new Commits.Committed());

        assertThat(store().commit(held(next(1), "one"))).isEqualTo(new Refusal.AlreadyCompleted(null, 0));
        assertThat(claimNumber(2, "two")).isEqualTo(new Leases.Claimed());
    }

    @Test
    default void aLostLeaseOnAPositionCompletesNothing() {
        Step step = next(1);
        assertThat(claimNumber(1, "one")).isEqualTo(new Leases.Claimed());
        assertThat(store().claim(step, "two", NOW.plusSeconds(11), NOW.plusSeconds(21), LATER, true))
                .isEqualTo(new Leases.Claimed());

        assertThat(store().commit(held(step, "one"))).isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(21)));
        store().release(stream(), "one");
        store().release(stream(), "two");
        assertThat(store().commit(held(step, "two"))).isEqualTo(new Refusal.LeaseLost());
        assertThat(take(step)).isEqualTo(new Commits.Committed());
    }

    @Test
    default void theRecordHasTheFirstWordInOrderToo() {
        Write refused = Write.update(thing()).add("sum", 1).when(Condition.present());

        assertThat(take(next(2), refused)).isEqualTo(new Refusal.Early(0, 2, 0));
        assertThat(take(next(1), refused)).isEqualTo(new Commits.WriteRefused(thing()));
        assertThat(store().record(stream())).isEqualTo(IdempotencyRecord.NONE);
    }

    @Test
    default void ofManyConcurrentStepsToOneNumberExactlyOneIsTaken() throws Exception {
        List<Commits.CommitOutcome> outcomes = concurrently(
                16,
                i -> take(
                        number(1, "e-" + i, PositionRule.TurnRule.NEXT),
                        Write.update(thing()).add("sum", 1)));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(new Commits.Committed()))
                .hasSize(1);
        assertThat(read(thing()).whole("sum")).isEqualTo(1);
    }

    private Leases.Claim claimNumber(long number, String owner) {
        return store().claim(next(number), owner, NOW, NOW.plusSeconds(10), LATER, true);
    }

    private Commit held(Step step, String owner) {
        return new Commit(step, new Guard.HeldBy(owner), null, List.of(), List.of(), null, NOW, LATER);
    }
}
