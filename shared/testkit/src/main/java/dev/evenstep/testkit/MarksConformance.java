package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That an event was handled, as every store must remember it. */
interface MarksConformance extends RecordFixture {

    @Test
    default void aCommitOfTheMarkAloneIsRememberedToo() {
        Commit nothing = new Commit(step(event()), new Guard.FirstTime(), null, List.of(), List.of(), null, NOW, LATER);

        assertThat(store().commit(nothing)).isEqualTo(new Commits.Committed());
        assertThat(store().commit(nothing)).isEqualTo(new Refusal.AlreadyCompleted(null, 0));
    }

    @Test
    default void aMarkIsForgottenAfterItsExpiry() {
        assertThat(store().commit(completion(new Guard.FirstTime(), null))).isEqualTo(new Commits.Committed());

        Instant after = LATER.plusSeconds(2);
        assertThat(store().claim(step(event()), "one", after, after.plusSeconds(10), after.plusSeconds(3_600), true))
                .isEqualTo(new Leases.Claimed());
    }

    @Test
    default void whatWasHandledIsKnownUntilItIsForgotten() {
        assertThat(handled(event(), NOW)).isNull();
        assertThat(store().claim(step(event()), "one", NOW, NOW.plusSeconds(10), LATER, true))
                .isEqualTo(new Leases.Claimed());
        assertThat(handled(event(), NOW)).isNull();

        assertThat(store().commit(completion(new Guard.HeldBy("one"), "{\"a\":1}")))
                .isEqualTo(new Commits.Committed());
        assertThat(handled(event(), NOW)).isEqualTo(new Refusal.AlreadyCompleted("{\"a\":1}", 0));
        assertThat(handled(event(), LATER.plusSeconds(2))).isNull();
    }

    @Test
    default void eventsWhosePartsReadAlikeWhenJoinedAreDifferentEvents() {
        for (IdempotencyKey key : List.of(
                new IdempotencyKey("conformance", "a#b", run()),
                new IdempotencyKey("conformance", "a", "b#" + run()),
                new IdempotencyKey("conformance#a", "b", run()),
                new IdempotencyKey("conformance", "a%23b", run()),
                new IdempotencyKey("conformance", "a%b", run()),
                new IdempotencyKey("conformance", "a%25b", run()))) {
            Commit commit =
                    new Commit(step(key), new Guard.FirstTime(), null, List.of(), List.of(), key.text(), NOW, LATER);

            assertThat(store().commit(commit)).isEqualTo(new Commits.Committed());
            assertThat(store().commit(commit)).isEqualTo(new Refusal.AlreadyCompleted(key.text(), 0));
        }
    }

    @Test
    default void aKnownEventWithOtherContentIsNoDuplicate() {
        assertThat(store().commit(completion(new Guard.FirstTime(), null))).isEqualTo(new Commits.Committed());

        Step other = new Step.InAnyOrder(event(), "other content");
        assertThat(store().commit(
                                new Commit(other, new Guard.FirstTime(), null, List.of(), List.of(), null, NOW, LATER)))
                .isEqualTo(new Refusal.KeyReused(event().text()));
    }

    @Test
    default void ofManyConcurrentMarksExactlyOneIsMade() throws Exception {
        List<Commits.CommitOutcome> outcomes =
                concurrently(16, i -> store().commit(completion(new Guard.FirstTime(), Integer.toString(i))));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(new Commits.Committed()))
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Refusal.AlreadyCompleted)
                .hasSizeBetween(1, 15);
    }

    @Test
    default void aResultOf400KilobytesIsTooLarge() {
        Commit commit = completion(new Guard.FirstTime(), "\"" + "x".repeat(Item.MOST_BYTES) + "\"");

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> store().commit(commit))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThat(handled(event(), NOW)).isNull();
    }
}
