package dev.evenstep.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Blocked;
import dev.evenstep.decision.Decision.DeadlineExceeded;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Decision.Withheld;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrentBatchProcessorTest {

    private static final BatchOptions OPTIONS = BatchOptions.defaults();

    @Test
    void everyRecordHasItsDecisionInTheOrderOfTheBatch() {
        List<Outcome> outcomes = run(delivery -> new Applied(), unordered(25));

        assertThat(outcomes).extracting(outcome -> outcome.delivery().id()).containsExactlyElementsOf(ids(25));
        assertThat(outcomes).allMatch(outcome -> outcome.decision() instanceof Applied);
    }

    @Test
    void anEmptyBatchIsAnsweredEmpty() {
        assertThat(run(delivery -> new Applied(), List.of())).isEmpty();
    }

    @Test
    void recordsWithoutOrderRunBesideOneAnother() throws Exception {
        CyclicBarrier all = new CyclicBarrier(10);

        List<Outcome> outcomes = run(
                delivery -> {
                    await(all);
                    return new Applied();
                },
                unordered(10));

        assertThat(outcomes).allMatch(outcome -> outcome.decision() instanceof Applied);
    }

    @Test
    void noMoreRecordsRunAtOnceThanAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3);
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    await(three);
                    running.decrementAndGet();
                    return new Applied();
                },
                OPTIONS.withConcurrency(3));

        assertThat(batch.run(unordered(99), in(Duration.ofMinutes(1))))
                .allMatch(outcome -> outcome.decision() instanceof Applied);
        assertThat(most).hasValue(3);
    }

    @Test
    void aGroupRunsInOrderOneAtATime() {
        List<String> seen = new ArrayList<>();
        List<Delivery> group =
                IntStream.range(0, 50).mapToObj(i -> delivery(i, "g")).toList();

        List<Outcome> unused = run(
                delivery -> {
                    seen.add(delivery.id());
                    return new Applied();
                },
                group);

        assertThat(seen).containsExactlyElementsOf(ids(50));
    }

    @Test
    void onlyTheRestOfAFailedGroupIsHeld() {
        List<Delivery> batch = List.of(
                delivery(0, "a"),
                delivery(1, "b"),
                delivery(2, "a"),
                delivery(3, "b"),
                delivery(4, "a"),
                delivery(5, "c"));

        List<Outcome> outcomes = run(
                delivery -> {
                    if (delivery.id().equals("2")) {
                        throw new IllegalStateException("no");
                    }
                    return new Applied();
                },
                batch);

        assertThat(outcomes.stream()
                        .map(Outcome::decision)
                        .map(decision -> decision.getClass().getSimpleName()))
                .containsExactly("Applied", "Applied", "Transient", "Applied", "Blocked", "Applied");
        assertThat(outcomes.get(4).decision()).isEqualTo(new Blocked("2"));
    }

    @Test
    void poisonDoesNotHoldItsGroup() {
        List<Outcome> outcomes = run(
                delivery -> {
                    if (delivery.id().equals("0")) {
                        throw new PermanentFailure("never");
                    }
                    return new Applied();
                },
                List.of(delivery(0, "a"), delivery(1, "a")));

        assertThat(outcomes.get(0).decision()).isInstanceOf(Poison.class);
        assertThat(outcomes.get(1).decision()).isInstanceOf(Applied.class);
    }

    @Test
    void noFailureIsLostWhenAllRecordsFailAtOnce() {
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    throw new IllegalStateException("all fail");
                },
                OPTIONS.withConcurrency(1_000));

        for (int i = 0; i < 100; i++) {
            assertThat(batch.run(unordered(1_000), in(Duration.ofMinutes(1))))
                    .hasSize(1_000)
                    .allMatch(outcome -> outcome.decision() instanceof Transient);
        }
    }

    @Test
    void anErrorEndsItsRecordAndNotTheBatch() {
        List<Outcome> outcomes = run(
                delivery -> switch (delivery.id()) {
                    case "1" -> throw new NoClassDefFoundError("dev/missing/Class");
                    case "2" -> throw new AssertionError("no");
                    case "3" -> recurse(0);
                    default -> new Applied();
                },
                unordered(5));

        assertThat(outcomes.stream()
                        .map(Outcome::decision)
                        .map(decision -> decision.getClass().getSimpleName()))
                .containsExactly("Applied", "Transient", "Transient", "Transient", "Applied");
        assertThat(outcomes.get(1).decision())
                .isInstanceOfSatisfying(
                        Transient.class,
                        failed -> assertThat(failed.detail()).isEqualTo("NoClassDefFoundError: dev/missing/Class"));
    }

    @Test
    void runningOutOfMemoryEndsTheInvocation() {
        assertThatThrownBy(() -> run(
                        delivery -> {
                            throw new OutOfMemoryError("heap");
                        },
                        unordered(3)))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void nothingIsBegunWhenTheDeadlineIsNear() {
        AtomicInteger begun = new AtomicInteger();
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    begun.incrementAndGet();
                    return new Applied();
                },
                OPTIONS.withMargin(Duration.ofSeconds(2)));

        List<Outcome> outcomes = batch.run(unordered(4), in(Duration.ofSeconds(1)));

        assertThat(begun).hasValue(0);
        assertThat(outcomes).allMatch(outcome -> outcome.decision() instanceof DeadlineExceeded);
    }

    @Test
    void theRestOfAGroupIsLeftWhenRecordsTakeTooLong() {
        MovingClock clock = new MovingClock();
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    clock.now = clock.now.plusSeconds(3);
                    return new Applied();
                },
                OPTIONS);

        List<Outcome> outcomes = batch.run(
                IntStream.range(0, 5).mapToObj(i -> delivery(i, "g")).toList(),
                Deadline.in(Duration.ofSeconds(10), clock));

        assertThat(outcomes.stream()
                        .map(Outcome::decision)
                        .map(decision -> decision.getClass().getSimpleName()))
                .containsExactly("Applied", "Applied", "Applied", "DeadlineExceeded", "Blocked");
    }

    @Test
    void howLongARecordWaitedInVainKeepsNoOtherFromBeginning() {
        MovingClock clock = new MovingClock();
        AtomicBoolean waited = new AtomicBoolean();
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    if (waited.getAndSet(true)) {
                        return new Applied();
                    }
                    clock.now = clock.now.plusSeconds(6);
                    return new Withheld("gateway", clock.now);
                },
                OPTIONS.withConcurrency(1));

        List<Outcome> outcomes = batch.run(unordered(3), Deadline.in(Duration.ofSeconds(10), clock));

        assertThat(outcomes)
                .extracting(outcome -> outcome.decision().getClass().getSimpleName())
                .containsExactlyInAnyOrder("Withheld", "Applied", "Applied");
    }

    @Test
    void aRecordThatHangsIsGivenBackAndTheOthersAreKept() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    if (delivery.id().equals("1")) {
                        hang(interrupted);
                    }
                    return new Applied();
                },
                OPTIONS.withMargin(Duration.ofMillis(100)));

        List<Outcome> outcomes = batch.run(unordered(3), in(Duration.ofMillis(400)));

        assertThat(outcomes.stream()
                        .map(Outcome::decision)
                        .map(decision -> decision.getClass().getSimpleName()))
                .containsExactly("Applied", "DeadlineExceeded", "Applied");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRecordThatHangsIsToldOfUnlessItWasMerelyBegunLate() {
        Watching watching = new Watching();
        ConcurrentBatchProcessor batch =
                new ConcurrentBatchProcessor(watching, OPTIONS.withMargin(Duration.ofMillis(100)));

        List<Outcome> outcomes = batch.run(
                List.of(delivery(0, "a"), delivery(1, "b"), delivery(2, "b"), delivery(3, "b")),
                Deadline.in(watching.time, watching.clock));

        assertThat(outcomes)
                .extracting(outcome -> outcome.decision().getClass().getSimpleName())
                .containsExactly("DeadlineExceeded", "Applied", "Applied", "DeadlineExceeded");
        assertThat(outcomes.getLast().decision()).isEqualTo(new DeadlineExceeded(true));
        assertThat(watching.hung).containsExactly("0");
    }

    /** The first record hangs; the second and the third take half of the time, and the last hangs behind them. */
    private static final class Watching implements RecordHandler {

        private final Duration time = Duration.ofMillis(500);
        private final MovingClock clock = new MovingClock();
        private final CyclicBarrier bothAreAtWork = new CyclicBarrier(2);
        private final List<String> hung = new ArrayList<>();

        @Override
        public Decision on(Delivery delivery, Deadline deadline) {
            switch (delivery.id()) {
                case "0" -> {
                    await(bothAreAtWork);
                    hang(new CountDownLatch(1));
                }
                case "1" -> {
                    await(bothAreAtWork);
                    clock.now = clock.now.plusMillis(130);
                }
                case "2" -> clock.now = clock.now.plusMillis(130);
                default -> hang(new CountDownLatch(1));
            }
            return new Applied();
        }

        @Override
        public void hung(Delivery delivery, Deadline deadline) {
            hung.add(delivery.id());
        }
    }

    @Test
    void oneRecordThatHungDoesNotKeepLaterInvocationsFromBeginning() {
        BatchOptions options = OPTIONS.withMargin(Duration.ofMillis(100));
        AtomicBoolean hanging = new AtomicBoolean(true);
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    if (hanging.get()) {
                        hang(new CountDownLatch(1));
                    }
                    return new Applied();
                },
                options);

        assertThat(batch.run(unordered(2), in(Duration.ofMillis(300))))
                .allMatch(outcome -> outcome.decision().equals(new DeadlineExceeded(true)));
        hanging.set(false);
        assertThat(batch.run(unordered(10), in(Duration.ofMillis(300))))
                .allMatch(outcome -> outcome.decision() instanceof Applied);
    }

    @Test
    void aSpellOfSlowRecordsIsSeenToEnd() {
        MovingClock clock = new MovingClock();
        AtomicInteger seconds = new AtomicInteger(9);
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    clock.now = clock.now.plusSeconds(seconds.get());
                    return new Applied();
                },
                OPTIONS);
        List<Delivery> one = List.of(delivery(1, "g"));

        assertThat(batch.run(one, Deadline.in(Duration.ofSeconds(10), clock))
                        .getFirst()
                        .decision())
                .isEqualTo(new Applied());
        seconds.set(0);
        assertThat(batch.run(one, Deadline.in(Duration.ofSeconds(5), clock))
                        .getFirst()
                        .decision())
                .isEqualTo(new Applied());
    }

    @Test
    void runningOutOfMemoryIsHeardOfBesideARecordThatHangs() {
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    if (delivery.id().equals("0")) {
                        hang(new CountDownLatch(1));
                    }
                    throw new OutOfMemoryError("heap");
                },
                OPTIONS.withMargin(Duration.ofMillis(100)));

        assertThatThrownBy(() -> batch.run(unordered(2), in(Duration.ofMillis(400))))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void theDeadlineIsTheInvocationsOwnHoweverLongAPoolLives() {
        ConcurrentHashMap<String, Instant> seen = new ConcurrentHashMap<>();
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    seen.put(delivery.id(), deadline.at());
                    return new Applied();
                },
                OPTIONS);
        Deadline first = in(Duration.ofMinutes(1));
        Deadline second = in(Duration.ofMinutes(2));

        List<Outcome> unused = batch.run(List.of(delivery(1, null)), first);
        List<Outcome> ignored = batch.run(List.of(delivery(2, null)), second);

        assertThat(seen).containsEntry("1", first.at()).containsEntry("2", second.at());
    }

    private static List<Outcome> run(java.util.function.Function<Delivery, Decision> work, List<Delivery> batch) {
        return new ConcurrentBatchProcessor((delivery, deadline) -> work.apply(delivery), OPTIONS)
                .run(batch, in(Duration.ofMinutes(1)));
    }

    private static Decision recurse(int depth) {
        return depth < 0 ? new Applied() : recurse(depth + 1);
    }

    private static void hang(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException expected) {
            interrupted.countDown();
            throw new IllegalStateException(expected);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            int unused = barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Deadline in(Duration time) {
        return Deadline.in(time, Clock.systemUTC());
    }

    private static List<Delivery> unordered(int count) {
        return IntStream.range(0, count).mapToObj(i -> delivery(i, null)).toList();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static Delivery delivery(int id, @Nullable String group) {
        return new Delivery(Integer.toString(id), "{}", group, 1);
    }

    private static final class MovingClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
