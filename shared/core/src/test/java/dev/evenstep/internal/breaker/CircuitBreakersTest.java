package dev.evenstep.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Decision.Withheld;
import dev.evenstep.decision.Failure;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakersTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final BreakerOptions OPTIONS = new BreakerOptions(3, INTERVAL, INTERVAL);
    private static final Decision AWAY = failed("gateway");
    private static final Decision HANDLED = new Applied();

    private final List<Instant> calls = new ArrayList<>();
    private final Shared shared = new Shared();
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private Decision next = HANDLED;

    @Test
    void whileAllIsWellNobodyIsAsked() {
        CircuitBreakers guarded = guarded(shared);
        times(100, guarded);

        assertThat(calls).hasSize(100);
        assertThat(shared.requests).isZero();
    }

    @Test
    void afterSoManyFailuresInARowRecordsAreGivenBackUnstarted() {
        CircuitBreakers guarded = guarded(Probes.ofThisInstance());
        next = AWAY;
        times(3, guarded);

        assertThat(on(guarded)).isEqualTo(new Withheld("gateway", now.plus(INTERVAL)));
        assertThat(calls).hasSize(3);
    }

    @Test
    void aSuccessBetweenFailuresBeginsTheCountAnew() {
        CircuitBreakers guarded = guarded(Probes.ofThisInstance());
        next = AWAY;
        times(2, guarded);
        next = HANDLED;
        times(1, guarded);
        next = AWAY;
        times(2, guarded);

        assertThat(on(guarded)).isEqualTo(AWAY);
    }

    @Test
    void aRecordsOwnFailuresAndConflictsOpenNothing() {
        CircuitBreakers guarded = guarded(Probes.ofThisInstance());
        for (Decision other : List.of(Transient.ofRecord("wrong"), Transient.ofContention("others"))) {
            next = other;
            times(10, guarded);
        }

        assertThat(calls).hasSize(20);
    }

    @Test
    void oneProbeIsLetThroughAtEachIntervalAndItsSuccessLetsAllThrough() {
        CircuitBreakers guarded = guarded(Probes.ofThisInstance());
        next = AWAY;
        times(3, guarded);
        now = now.plus(INTERVAL);
        times(10, guarded);
        assertThat(calls).hasSize(4);

        now = now.plus(INTERVAL);
        next = HANDLED;
        times(10, guarded);
        assertThat(calls).hasSize(14);
    }

    @Test
    void eightInstancesProbeOnceAtEachIntervalTogetherAndAllGoOnAtOnceWhenItIsBack() {
        List<CircuitBreakers> fleet =
                IntStream.range(0, 8).mapToObj(i -> guarded(shared)).toList();
        next = AWAY;
        fleet.forEach(instance -> times(3, instance));
        calls.clear();

        for (int second = 1; second <= 300; second++) {
            now = now.plusSeconds(1);
            fleet.forEach(instance -> times(1, instance));
        }
        assertThat(calls).hasSize(10);

        next = HANDLED;
        now = now.plus(INTERVAL);
        fleet.forEach(instance -> times(1, instance));
        calls.clear();
        now = now.plus(INTERVAL);
        fleet.forEach(instance -> times(5, instance));
        assertThat(calls).hasSize(40);
    }

    @Test
    void whereNobodyCanBeAskedEachInstanceLooksForItself() {
        CircuitBreakers guarded = guarded(new Probes() {
            @Override
            public boolean claim(String breaker, Instant at, Instant until) {
                throw new IllegalStateException("throttled");
            }

            @Override
            public void release(String breaker) {
                throw new IllegalStateException("throttled");
            }
        });
        next = AWAY;
        times(3, guarded);
        now = now.plus(INTERVAL);
        next = HANDLED;
        times(5, guarded);

        assertThat(calls).hasSize(8);
    }

    @Test
    void twoThatAreAwayAtDifferentTimesDoNotWithholdEachOthersProbesForEver() {
        List<CircuitBreakers> one = new ArrayList<>();
        one.add(new CircuitBreakers(
                "c",
                (delivery, deadline) -> {
                    if (delivery.id().equals("slow")) {
                        next = AWAY;
                        times(1, one.getFirst());
                        now = now.plusSeconds(15);
                        return failed("mail");
                    }
                    calls.add(now);
                    return next;
                },
                new BreakerOptions(1, INTERVAL, INTERVAL),
                Probes.ofThisInstance()));
        Decision unused =
                one.getFirst().on(new Delivery("slow", "{}", null, 1), Deadline.in(Duration.ofSeconds(10), clock()));
        next = HANDLED;
        for (int second = 0; second < 300; second++) {
            now = now.plusSeconds(1);
            times(1, one.getFirst());
        }

        assertThat(on(one.getFirst())).isEqualTo(HANDLED);
    }

    @Test
    void whatStaysAwayIsLookedAtLessAndLessOften() {
        CircuitBreakers guarded =
                guarded(Probes.ofThisInstance(), new BreakerOptions(3, Duration.ofSeconds(1), Duration.ofSeconds(30)));
        Instant begin = now;
        next = AWAY;
        times(3, guarded);
        calls.clear();
        for (int second = 1; second <= 100; second++) {
            now = now.plusSeconds(1);
            times(1, guarded);
        }

        assertThat(calls)
                .extracting(call -> Duration.between(begin, call).toSeconds())
                .containsExactly(1L, 3L, 7L, 15L, 31L, 61L, 91L);
    }

    /** As a batch tells it of a database or a gateway that takes the connection and never answers. */
    @Test
    void recordsThatHangOpenItAndOneThatIsHandledClosesIt() {
        CircuitBreakers guarded = guarded(Probes.ofThisInstance());
        for (int i = 0; i < 2; i++) {
            hung(guarded);
        }
        times(1, guarded);
        for (int i = 0; i < 3; i++) {
            hung(guarded);
        }

        assertThat(on(guarded)).isEqualTo(new Withheld("a dependency", now.plus(INTERVAL)));
        now = now.plus(INTERVAL);
        times(5, guarded);
        assertThat(calls).hasSize(1 + 5);
    }

    @Test
    void aDependencyThatHangsCostsOneInvocationAndThenAProbeAtATime() {
        BatchOptions options = BatchOptions.defaults().withMargin(Duration.ofMillis(100));
        AtomicInteger begun = new AtomicInteger();
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                new CircuitBreakers(
                        "c",
                        (delivery, deadline) -> {
                            begun.incrementAndGet();
                            hang();
                            return HANDLED;
                        },
                        OPTIONS,
                        Probes.ofThisInstance()),
                options);
        List<Delivery> records = IntStream.range(0, 6)
                .mapToObj(i -> new Delivery("m" + i, "{}", null, 1))
                .toList();

        for (int i = 0; i < 2; i++) {
            List<Outcome> unused = batch.run(records, Deadline.in(Duration.ofMillis(300), Clock.systemUTC()));
        }

        assertThat(begun).hasValue(6);
    }

    private static void hang() {
        try {
            boolean unused = new CountDownLatch(1).await(20, TimeUnit.SECONDS);
        } catch (InterruptedException cutOff) {
            throw new IllegalStateException(cutOff);
        }
    }

    private void hung(CircuitBreakers guarded) {
        guarded.hung(new Delivery("m", "{}", null, 1), Deadline.in(Duration.ofSeconds(10), clock()));
    }

    private CircuitBreakers guarded(Probes probes) {
        return guarded(probes, OPTIONS);
    }

    private CircuitBreakers guarded(Probes probes, BreakerOptions options) {
        return new CircuitBreakers(
                "c",
                (delivery, deadline) -> {
                    calls.add(now);
                    return next;
                },
                options,
                probes);
    }

    private void times(int number, CircuitBreakers guarded) {
        for (int i = 0; i < number; i++) {
            Decision unused = on(guarded);
        }
    }

    private Decision on(CircuitBreakers guarded) {
        return guarded.on(new Delivery("m", "{}", null, 1), Deadline.in(Duration.ofSeconds(10), clock()));
    }

    private static Decision failed(String dependency) {
        return new Transient(Failure.of(dependency), 0, "no answer", null);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private static final class Shared implements Probes {

        private final Map<String, Instant> claimed = new HashMap<>();
        private int requests;

        @Override
        public boolean claim(String breaker, Instant now, Instant until) {
            requests++;
            if (claimed.getOrDefault(breaker, Instant.MIN).isAfter(now)) {
                return false;
            }
            claimed.put(breaker, until);
            return true;
        }

        @Override
        public void release(String breaker) {
            requests++;
            claimed.remove(breaker);
        }
    }
}
