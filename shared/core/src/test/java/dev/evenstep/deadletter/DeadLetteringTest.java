package dev.evenstep.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.RecordWork;
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

    private final List<Poison> kept = new ArrayList<>();
    private final DeadLetters deadLetters = (consumer, delivery, poison) -> kept.add(poison);

    @Test
    void whatWillNeverSucceedIsKeptAtItsFirstAttempt() {
        Decision decision = decide(1, (delivery, deadline) -> {
            throw new PermanentFailure(Reason.REJECTED, "no lines");
        });

        assertThat(decision).isInstanceOf(Poison.class);
        assertThat(kept).singleElement().satisfies(poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.REJECTED);
            assertThat(poison.detail()).isEqualTo("no lines");
        });
    }

    @Test
    void whatMayPassIsTriedAgainUpToTheLastAttempt() {
        RecordWork failing = (delivery, deadline) -> {
            throw new IllegalStateException("down");
        };

        assertThat(decide(4, failing)).isInstanceOf(Transient.class);
        assertThat(kept).isEmpty();
        assertThat(decide(5, failing)).isInstanceOf(Poison.class);
        assertThat(kept)
                .extracting(Poison::detail)
                .containsExactly("Failed 5 times; the last time: IllegalStateException: down");
    }

    @Test
    void aGapThatNeverClosesIsKeptWithBothVersions() {
        assertThat(decide(5, (delivery, deadline) -> new Gap(2, 4)).settled()).isTrue();
        assertThat(kept).singleElement().satisfies(poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.GAP);
            assertThat(poison.detail()).contains("at version 2").contains("makes version 4");
        });
    }

    @Test
    void waitingForSomebodyElseIsNoFailureHoweverOften() {
        InProgress busy = new InProgress(Instant.EPOCH);

        assertThat(decide(5, (delivery, deadline) -> busy)).isSameAs(busy);
        assertThat(kept).isEmpty();
    }

    @Test
    void successAtTheLastAttemptIsSuccess() {
        assertThat(decide(5, (delivery, deadline) -> new Applied())).isEqualTo(new Applied());
        assertThat(kept).isEmpty();
    }

    @Test
    void whatIsDecidedTooLateHasBeenGivenBackAndIsNotDeadLetteredBesides() {
        Deadline near = Deadline.in(MARGIN, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        DeadLettering last = new DeadLettering(
                "c",
                (delivery, deadline) -> {
                    throw new PermanentFailure("never");
                },
                deadLetters,
                5,
                MARGIN);

        assertThat(last.on(delivery(5), near)).isEqualTo(new OutOfTime(true));
        assertThat(kept).isEmpty();
    }

    @Test
    void poisonThatCannotBeKeptStaysWithItsSource() {
        DeadLettering failing = new DeadLettering(
                "c",
                (delivery, deadline) -> {
                    throw new PermanentFailure("never");
                },
                (consumer, delivery, poison) -> {
                    throw new IllegalStateException("queue is gone");
                },
                5,
                MARGIN);

        Decision decision = failing.on(delivery(1), deadline());

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
        assertThatThrownBy(() -> new DeadLettering("c", (delivery, deadline) -> new Applied(), deadLetters, 0, MARGIN))
                .hasMessageContaining("maxAttempts is 0");
    }

    private Decision decide(int attempt, RecordWork work) {
        return new DeadLettering("c", work, deadLetters, 5, MARGIN).on(delivery(attempt), deadline());
    }

    private static Delivery delivery(int attempt) {
        return new Delivery("m-1", "{}", null, attempt);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
    }
}
