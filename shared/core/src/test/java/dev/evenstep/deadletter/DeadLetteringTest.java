package dev.evenstep.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Gap;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.OutOfTime;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetteringTest {

    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Poison NEVER = Poison.of(new PermanentFailure(Reason.REJECTED, "no lines"));
    private static final Transient DOWN = Transient.of(new IllegalStateException("down"));

    private final List<Poison> kept = new ArrayList<>();
    private final DeadLetters deadLetters = (consumer, delivery, poison) -> kept.add(poison);

    @Test
    void whatWillNeverSucceedIsKeptAtItsFirstAttempt() {
        assertThat(settle(1, NEVER)).isEqualTo(NEVER);
        assertThat(kept).containsExactly(NEVER);
    }

    @Test
    void whatMayPassIsTriedAgainUpToTheLastAttempt() {
        assertThat(settle(4, DOWN)).isEqualTo(DOWN);
        assertThat(kept).isEmpty();
        assertThat(settle(5, DOWN)).isInstanceOf(Poison.class);
        assertThat(kept)
                .extracting(Poison::detail)
                .containsExactly("Failed 5 times; the last time: IllegalStateException: down");
    }

    @Test
    void anEarlyEventThatIsNeverParkedIsKeptWithBothVersions() {
        assertThat(settle(5, new Gap(2, 4)).settled()).isTrue();
        assertThat(kept).singleElement().satisfies(poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.GAP);
            assertThat(poison.detail()).contains("at 2").contains("its 4").contains("5 attempts");
        });
    }

    @Test
    void waitingForSomebodyElseIsNoFailureHoweverOften() {
        InProgress busy = new InProgress(Instant.EPOCH);

        assertThat(settle(5, busy)).isSameAs(busy);
        assertThat(kept).isEmpty();
    }

    @Test
    void successAtTheLastAttemptIsSuccess() {
        assertThat(settle(5, new Applied())).isEqualTo(new Applied());
        assertThat(kept).isEmpty();
    }

    @Test
    void whatIsDecidedTooLateHasBeenGivenBackAndIsNotDeadLetteredBesides() {
        Deadline near = Deadline.in(MARGIN, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        DeadLettering last = new DeadLettering("c", deadLetters, 5, MARGIN);

        assertThat(last.settle(delivery(5), NEVER, near)).isEqualTo(new OutOfTime(true));
        assertThat(last.settle(delivery(5), DOWN, near)).isEqualTo(DOWN);
        assertThat(kept).isEmpty();
    }

    @Test
    void poisonThatCannotBeKeptStaysWithItsSource() {
        DeadLettering failing = new DeadLettering(
                "c",
                (consumer, delivery, poison) -> {
                    throw new IllegalStateException("queue is gone");
                },
                5,
                MARGIN);

        Decision decision = failing.settle(delivery(1), NEVER, deadline());

        assertThat(decision.settled()).isFalse();
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Transient.class,
                        held -> assertThat(held.detail())
                                .contains("Poison (rejected), and the dead-letter queue did not take it")
                                .contains("queue is gone"));
    }

    @Test
    void aLimitBelowOneIsRefusedAtOnce() {
        assertThatThrownBy(() -> new DeadLettering("c", deadLetters, 0, MARGIN))
                .hasMessageContaining("maxAttempts is 0");
    }

    private Decision settle(int attempt, Decision decision) {
        return new DeadLettering("c", deadLetters, 5, MARGIN).settle(delivery(attempt), decision, deadline());
    }

    private static Delivery delivery(int attempt) {
        return new Delivery("m-1", "{}", null, attempt);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
    }
}
