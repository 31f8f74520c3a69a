package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Leases.Claim;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeping what the outside answered, as every store must do it, for events in order and in none. */
interface AnswersConformance extends RecordFixture {

    Instant OVER = NOW.plus(Duration.ofDays(3));
    Instant EXPIRY = OVER.plus(Duration.ofDays(30));

    default Step step(boolean ordered, String id, String content) {
        return ordered
                ? new Step.Ordered(
                        new RecordAddress.OfStream(new PositionKey("conformance", "answered-" + run())),
                        1,
                        new PositionRule(PositionRule.TurnRule.NEXT, 1),
                        key(id + "-" + run()),
                        content)
                : new Step.InAnyOrder(key(id + "-" + run()), content);
    }

    default Claim claim(Step step, String owner, Instant now, boolean takesOver) {
        return store().claim(step, owner, now, now.plusSeconds(10), EXPIRY, takesOver);
    }

    default void claimed(Step step, String owner) {
        assertThat(claim(step, owner, NOW, true)).isEqualTo(new Leases.Claimed());
    }

    default Commit completion(Step step, String owner) {
        return new Commit(step, new Guard.HeldBy(owner), null, List.of(), List.of(), "{}", OVER, EXPIRY);
    }

    @Test
    default void anAnswerIsFoundByWhoeverClaimsNextAndGoesWithTheCommit() {
        for (boolean ordered : orders()) {
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
    }

    @Test
    default void anAnswerOutlastsTheRelease() {
        for (boolean ordered : orders()) {
            Step step = step(ordered, "e", "content");
            StoredAnswer mark = StoredAnswer.unkept(step, "too large");
            claimed(step, "one");
            assertThat(store().keep(step, "one", mark, NOW, EXPIRY)).isNull();

            store().release(step.address(), "one");

            assertThat(claim(step, "two", NOW, false)).isEqualTo(new Leases.Claimed(mark));
        }
    }

    @Test
    default void onlyTheOwnerKeepsAnAnswer() {
        for (boolean ordered : orders()) {
            Step step = step(ordered, "e", "content");
            StoredAnswer answer = StoredAnswer.of(step, "1");
            assertThat(store().keep(step, "one", answer, NOW, EXPIRY)).isEqualTo(new Refusal.LeaseLost());
            claimed(step, "one");
            assertThat(claim(step, "two", OVER, true)).isEqualTo(new Leases.Claimed());

            assertThat(store().keep(step, "one", answer, OVER, EXPIRY))
                    .isEqualTo(new Refusal.HeldByAnother(OVER.plusSeconds(10)));
            assertThat(store().commit(completion(step, "two"))).isEqualTo(new Commits.Committed());
            assertThat(store().keep(step, "two", answer, OVER, EXPIRY))
                    .isEqualTo(new Refusal.AlreadyCompleted("{}", 0));
        }
    }

    @Test
    default void otherDataDoesNotGetTheAnswer() {
        for (boolean ordered : orders()) {
            Step step = step(ordered, "e", "content");
            claimed(step, "one");
            assertThat(store().keep(step, "one", StoredAnswer.of(step, "1"), NOW, EXPIRY))
                    .isNull();

            assertThat(claim(step(ordered, "e", "other"), "two", OVER, true))
                    .isEqualTo(new Refusal.KeyReused(step.event().text()));
        }
    }

    @Test
    default void whoDoesNotTakeOverIsToldThatTheOutcomeIsUnknown() {
        for (boolean ordered : orders()) {
            Step step = step(ordered, "e", "content");
            assertThat(claim(step, "one", NOW, false)).isEqualTo(new Leases.Claimed());

            assertThat(claim(step, "two", NOW, false)).isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
            assertThat(claim(step, "two", OVER, false)).isEqualTo(new Refusal.AnswerUnknown(0));
            store().release(step.address(), "one");
            assertThat(claim(step, "two", OVER, false)).isEqualTo(new Leases.Claimed());
            assertThat(claim(step, "three", OVER.plusSeconds(11), true)).isEqualTo(new Leases.Claimed());
        }
    }
}
