package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Leases.Claim;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeping what the outside answered, as every store must do it, for events in order and in none. */
interface AnswersConformance extends StoreFixture {

    Instant OVER = NOW.plus(Duration.ofDays(3));
    Instant EXPIRY = OVER.plus(Duration.ofDays(30));

    private Step step(boolean ordered, String id, String content) {
        return ordered
                ? new Step.Ordered(
                        new RecordAddress.OfStream(new PositionKey("conformance", "answered-" + run())),
                        1,
                        new PositionRule(PositionRule.TurnRule.NEXT, 1),
                        key(id + "-" + run()),
                        content)
                : new Step.InAnyOrder(key(id + "-" + run()), content);
    }

    private Claim claim(Step step, String owner, Instant now, boolean takesOver) {
        return store().claim(step, owner, now, now.plusSeconds(10), EXPIRY, takesOver);
    }

    private void claimed(Step step, String owner) {
        assertThat(claim(step, owner, NOW, true)).isEqualTo(new Leases.Claimed());
    }

    private Commit completion(Step step, String owner) {
        return new Commit(step, new Guard.HeldBy(owner), null, List.of(), List.of(), "{}", OVER, EXPIRY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void anAnswerIsFoundByWhoeverClaimsNextAndGoesWithTheCommit(boolean ordered) {
        Step step = step(ordered, "e", "content");
        StoredAnswer answer = StoredAnswer.of(step, "{\"charge\":\"c-1\"}");
        claimed(step, "one");

        assertThat(store().keep(step, "one", answer, NOW, EXPIRY)).isNull();
        assertThat(store().keep(step, "one", answer, NOW, EXPIRY)).isNull();
        assertThat(store().record(step.address()).answer()).isEqualTo(answer);
        assertThat(claim(step, "two", NOW, true)).isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        for (boolean takesOver : List.of(true, false)) {
            assertThat(claim(step, "two", OVER.plusSeconds(takesOver ? 0 : 20), takesOver))
                    .isEqualTo(new Leases.Claimed(answer));
        }

        assertThat(store().commit(completion(step, "two"))).isEqualTo(new Commits.Committed());
        assertThat(store().record(step.address()).answer()).isNull();
        assertThat(claim(step, "three", OVER, true)).isEqualTo(new Refusal.AlreadyCompleted("{}", 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void anAnswerOutlastsTheRelease(boolean ordered) {
        Step step = step(ordered, "e", "content");
        StoredAnswer mark = StoredAnswer.unkept(step, "too large");
        claimed(step, "one");
        assertThat(store().keep(step, "one", mark, NOW, EXPIRY)).isNull();

        store().release(step.address(), "one");

        assertThat(claim(step, "two", NOW, false)).isEqualTo(new Leases.Claimed(mark));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void onlyTheOwnerKeepsAnAnswer(boolean ordered) {
        Step step = step(ordered, "e", "content");
        StoredAnswer answer = StoredAnswer.of(step, "1");
        assertThat(store().keep(step, "one", answer, NOW, EXPIRY)).isEqualTo(new Refusal.LeaseLost());
        claimed(step, "one");
        assertThat(claim(step, "two", OVER, true)).isEqualTo(new Leases.Claimed());

        assertThat(store().keep(step, "one", answer, OVER, EXPIRY))
                .isEqualTo(new Refusal.HeldByAnother(OVER.plusSeconds(10)));
        assertThat(store().commit(completion(step, "two"))).isEqualTo(new Commits.Committed());
        assertThat(store().keep(step, "two", answer, OVER, EXPIRY)).isEqualTo(new Refusal.AlreadyCompleted("{}", 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void otherDataDoesNotGetTheAnswer(boolean ordered) {
        Step step = step(ordered, "e", "content");
        claimed(step, "one");
        assertThat(store().keep(step, "one", StoredAnswer.of(step, "1"), NOW, EXPIRY))
                .isNull();

        assertThat(claim(step(ordered, "e", "other"), "two", OVER, true))
                .isEqualTo(new Refusal.KeyReused(step.event().text()));
    }

    @ParameterizedTest
    @ValueSource(booleans = true)
    default void anotherEventOfTheSameTurnDoesNotGetTheAnswer(boolean ordered) {
        Step step = step(ordered, "e", "content");
        claimed(step, "one");
        assertThat(store().keep(step, "one", StoredAnswer.of(step, "1"), NOW, EXPIRY))
                .isNull();

        assertThat(claim(step(ordered, "another", "content"), "two", OVER, true))
                .isEqualTo(new Refusal.Conflict(1, step.event().text()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void whoDoesNotTakeOverIsToldThatTheOutcomeIsUnknown(boolean ordered) {
        Step step = step(ordered, "e", "content");
        assertThat(claim(step, "one", NOW, false)).isEqualTo(new Leases.Claimed());

        assertThat(claim(step, "two", NOW, false)).isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(claim(step, "two", OVER, false)).isEqualTo(new Refusal.AnswerUnknown(0));
        store().release(step.address(), "one");
        assertThat(claim(step, "two", OVER, false)).isEqualTo(new Leases.Claimed());
        assertThat(claim(step, "three", OVER.plusSeconds(11), true)).isEqualTo(new Leases.Claimed());
    }

    @ParameterizedTest
    @ValueSource(booleans = true)
    default void aStreamThatIsMovedPastTheEventForgetsItsAnswer(boolean ordered) {
        Step step = step(ordered, "e", "content");
        claimed(step, "one");
        assertThat(store().keep(step, "one", StoredAnswer.of(step, "1"), NOW, EXPIRY))
                .isNull();
        Step skip = new Step.Ordered(
                step.address(),
                1,
                new PositionRule(PositionRule.TurnRule.LATER, 1),
                IdempotencyKey.skip("conformance", 1),
                "");

        assertThat(store().commit(new Commit(
                        skip, new Guard.FirstTime(), null, List.of(), List.of(), null, OVER, EXPIRY)))
                .isEqualTo(new Commits.Committed());
        assertThat(store().record(step.address()).answer()).isNull();
        assertThat(claim(step, "two", OVER, true)).isEqualTo(new Refusal.Late(1, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void theRecordOfAHeldEventIsNotForgotten(boolean ordered) {
        Step step = step(ordered, "e", "content");
        claimed(step, "one");
        ParkedEvent held = new ParkedEvent(
                new WaitCondition(step.address(), ordered ? 1 : 0),
                ParkedEvent.placeOf(ordered ? 1 : 0),
                step.event().text(),
                new Delivery("m-1", "{}", null, 1),
                ParkedEvent.State.HELD,
                "unknown",
                0,
                OVER,
                null);

        assertThat(store().park(held, 0, 10)).isEqualTo(new Parking.ParkingOutcome.Added(true));

        assertThat(store().record(step.address()).expiry()).isNull();
        assertThat(store().parkedBehind(step.address())).containsExactly(held);
        assertThat(claim(step, "two", EXPIRY.plusSeconds(1), false)).isEqualTo(new Refusal.AnswerUnknown(1));
    }
}
