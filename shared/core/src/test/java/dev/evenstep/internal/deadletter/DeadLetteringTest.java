package dev.evenstep.internal.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.DeadlineExceeded;
import dev.evenstep.decision.Decision.Gap;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.effect.InvalidEffectException;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.FailedAttempts;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetteringTest {

    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Poison NEVER = Poison.of(new PermanentFailure(Reason.REJECTED, "no lines"));
    private static final Transient WRONG = Transient.of(new IllegalStateException("wrong"));
    private static final Transient AWAY =
            Transient.of(new IllegalStateException(new DependencyFailure("gateway", "no answer")));

    private final List<Poison> kept = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private final FailedAttempts counts = new InMemoryStore();
    private final DeadLetters deadLetters = (consumer, delivery, poison) -> {
        kept.add(poison);
        attempts.add(delivery.attempt());
    };

    @Test
    void whatWillNeverSucceedIsKeptAtItsFirstAttempt() {
        assertThat(settle("e", NEVER)).isEqualTo(NEVER);
        assertThat(kept).containsExactly(NEVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void whatItselfFailsIsKeptAfterItsOwnAttemptsHoweverOftenItsSourceDeliveredIt(int deliveries) {
        for (int attempt = 1; attempt < 5; attempt++) {
            assertThat(settle(delivery(deliveries), "e", WRONG)).isEqualTo(WRONG.atAttempt(attempt));
        }
        assertThat(kept).isEmpty();

        assertThat(settle(delivery(deliveries), "e", WRONG)).isInstanceOf(Poison.class);
        assertThat(kept)
                .extracting(Poison::detail)
                .containsExactly("Failed 5 times; the last time: IllegalStateException: wrong");
        assertThat(kept).extracting(Poison::reason).containsExactly(Reason.RETRIES_EXHAUSTED);
        assertThat(attempts).containsExactly(5);
    }

    @Test
    void eachRecordHasItsOwnAttemptsAndItsRedriveBeginsAnew() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            Decision unused = settle("e", WRONG);
        }

        assertThat(settle("f", WRONG)).isEqualTo(WRONG.atAttempt(1));
        assertThat(settle("e", WRONG)).isEqualTo(WRONG.atAttempt(1));
        assertThat(kept).hasSize(1);
    }

    @Test
    void whatADependencyFailsCostsNoAttemptAndIsGivenUpWhenItIsTooOld() {
        for (int attempt = 1; attempt <= 1_000; attempt++) {
            assertThat(settle("e", AWAY)).isEqualTo(AWAY.judged(Failure.of("gateway")));
        }
        assertThat(settle(sent(Duration.ofDays(3)), "e", AWAY).settled()).isFalse();
        assertThat(kept).isEmpty();

        assertThat(settle(sent(Duration.ofDays(3).plusSeconds(1)), "e", AWAY)).isInstanceOf(Poison.class);
        assertThat(kept).singleElement().satisfies(poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.DEPENDENCY_AWAY);
            assertThat(poison.detail()).contains("PT72H").contains("no answer");
        });
    }

    @Test
    void failuresAreJudgedByTheFirstCauseThatSomebodyKnows() {
        assertThat(judged(new UncheckedIOException(new IOException("reset")))).isEqualTo(FailureClass.DEPENDENCY);
        assertThat(judged(new ConfigurationFailure("dynamodb", "no table"))).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(judged(new IllegalStateException("wrong"))).isEqualTo(FailureClass.RECORD);
        assertThat(((Transient) settle("e", Transient.ofContention("others")))
                        .failure()
                        .kind())
                .isEqualTo(FailureClass.CONTENTION);
    }

    @Test
    void whatTheConsumersCodeCanNeverCommitIsKeptAtOnce() {
        assertThat(settle("e", Transient.of(new InvalidEffectException("two writes"))))
                .isInstanceOf(Poison.class);
        assertThat(kept).extracting(Poison::reason).containsExactly(Reason.INVALID_EFFECT);
    }

    @Test
    void anAttemptThatCannotBeWrittenDownIsNotCounted() {
        Decision decision = deadLettering(deadLetters, new Unwritable()).settle(delivery(1), "e", WRONG, deadline());

        assertThat(decision).isInstanceOfSatisfying(Transient.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(FailureClass.DEPENDENCY);
            assertThat(failed.attempts()).isZero();
        });
    }

    @Test
    void anAttemptThatCanNeverBeWrittenDownSaysBothAndIsGivenUpWhenItIsTooOld() {
        DeadLettering uncounting = deadLettering(deadLetters, new Unwritable());

        assertThat(uncounting.settle(delivery(1), "e", WRONG, deadline()))
                .isInstanceOfSatisfying(
                        Transient.class, failed -> assertThat(failed.detail()).contains("wrong", "throttled"));
        assertThat(uncounting.settle(sent(Duration.ofDays(4)), "e", WRONG, deadline()))
                .isInstanceOf(Poison.class);
        assertThat(kept).extracting(Poison::reason).containsExactly(Reason.DEPENDENCY_AWAY);
    }

    @Test
    void whatWasParkedIsNeverTooOld() {
        Delivery parked = sent(Duration.ofDays(30)).fromParking(1);

        assertThat(settle(parked, "e", AWAY).settled()).isFalse();
        assertThat(kept).isEmpty();
    }

    @Test
    void waitingForSomebodyElseIsNoFailureHoweverOften() {
        for (Decision waiting : List.of(new InProgress(Instant.EPOCH), new Gap(2, 4), new DeadlineExceeded(true))) {
            assertThat(settle(sent(Duration.ofDays(10)), "e", waiting)).isSameAs(waiting);
        }
        assertThat(kept).isEmpty();
    }

    @Test
    void successAtTheLastAttemptIsSuccess() {
        assertThat(settle(delivery(5), "e", new Applied())).isEqualTo(new Applied());
        assertThat(kept).isEmpty();
    }

    @Test
    void whatIsDecidedTooLateHasBeenGivenBackAndIsNotDeadLetteredBesides() {
        Deadline near = Deadline.in(MARGIN, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        DeadLettering last = deadLettering(deadLetters, counts);

        assertThat(last.settle(delivery(5), "e", NEVER, near)).isEqualTo(new DeadlineExceeded(true));
        assertThat(last.settle(delivery(5), "e", WRONG, near)).isEqualTo(WRONG);
        assertThat(kept).isEmpty();
    }

    @Test
    void poisonThatCannotBeKeptStaysWithItsSource() {
        DeadLettering failing = deadLettering(
                (consumer, delivery, poison) -> {
                    throw new IllegalStateException("queue is gone");
                },
                counts);

        Decision decision = failing.settle(delivery(1), "e", NEVER, deadline());

        assertThat(decision.settled()).isFalse();
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Transient.class,
                        held -> assertThat(held.detail())
                                .contains("Poison (rejected), and the dead-letter queue did not take it")
                                .contains("queue is gone"));
    }

    private FailureClass judged(Throwable thrown) {
        return ((Transient) settle("judged-" + thrown, Transient.of(thrown)))
                .failure()
                .kind();
    }

    private Decision settle(String record, Decision decision) {
        return settle(delivery(1), record, decision);
    }

    private Decision settle(Delivery delivery, String record, Decision decision) {
        return deadLettering(deadLetters, counts).settle(delivery, record, decision, deadline());
    }

    private static DeadLettering deadLettering(DeadLetters deadLetters, FailedAttempts counts) {
        return new DeadLettering(
                "c", deadLetters, counts, RetryPolicy.defaults().withAttempts(5), FailureRule.standard(), MARGIN);
    }

    private static Delivery delivery(int attempt) {
        return new Delivery("m-1", "{}", null, attempt);
    }

    private static Delivery sent(Duration ago) {
        return new Delivery("m-1", "{}", null, 1, NOW.minus(ago), Map.of());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static final class Unwritable implements FailedAttempts {

        @Override
        public int add(String record, Instant expiry) {
            throw new IllegalStateException("throttled");
        }

        @Override
        public void forget(String record) {}
    }
}
