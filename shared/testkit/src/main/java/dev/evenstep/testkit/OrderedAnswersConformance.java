package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same where events have turns, or are held for a person. */
interface OrderedAnswersConformance extends AnswersConformance {

    @Test
    default void anotherEventOfTheSameTurnDoesNotGetTheAnswer() {
        Step step = step(true, "e", "content");
        claimed(step, "one");
        assertThat(store().keep(step, "one", StoredAnswer.of(step, "1"), NOW, EXPIRY))
                .isNull();

        assertThat(claim(step(true, "another", "content"), "two", OVER, true))
                .isEqualTo(new Refusal.Conflict(1, step.event().text()));
    }

    @Test
    default void aStreamThatIsMovedPastTheEventForgetsItsAnswer() {
        Step step = step(true, "e", "content");
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

    @Test
    default void theRecordOfAHeldEventIsNotForgotten() {
        for (boolean ordered : orders()) {
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
}
