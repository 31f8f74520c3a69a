package dev.evenstep.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Withheld;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulkheadTest {

    private final Bulkhead two = new Bulkhead("gateway", 2);
    private final AtomicInteger at = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void noMoreAreAtTheDependencyAtOnceThanItHasPlaces() {
        CountDownLatch both = new CountDownLatch(2);

        List<Outcome> outcomes = run(6, 60_000, () -> {
            both.countDown();
            await(both);
            return new Applied();
        });

        assertThat(most).hasValue(2);
        assertThat(count(outcomes, Applied.class)).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aSlowDependencyHasTwiceItsPlacesOfABatchAndTheRestGoesOn() {
        CountDownLatch others = new CountDownLatch(5);
        List<Delivery> batch =
                Stream.concat(deliveries("slow", 20), deliveries("quick", 5)).toList();
        ConcurrentBatchProcessor processor = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    if (delivery.body().equals("quick")) {
                        others.countDown();
                        return new Applied();
                    }
                    return within(deadline, () -> {
                        await(others);
                        return new Applied();
                    });
                },
                BatchOptions.defaults().withConcurrency(5));

        List<Outcome> outcomes = processor.run(batch, in(60_000));

        assertThat(count(outcomes, Applied.class)).isGreaterThanOrEqualTo(2 + 2 + 5);
        assertThat(count(outcomes, Withheld.class)).isEqualTo(25 - count(outcomes, Applied.class));
    }

    @Test
    void whoGetsNoPlaceInHalfOfTheTimeLeftIsGivenBackUnstartedInTimeForTheAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();

        List<Outcome> outcomes = run(4, 1_200, () -> {
            begun.incrementAndGet();
            await(never);
            return new Applied();
        });

        assertThat(begun).hasValue(2);
        assertThat(outcomes)
                .extracting(outcome -> outcome.decision().getClass().getSimpleName())
                .containsExactlyInAnyOrder("DeadlineExceeded", "DeadlineExceeded", "Withheld", "Withheld");
    }

    @Test
    void aPlaceIsFreeAgainWhateverWasThrown() {
        Bulkhead one = new Bulkhead("gateway", 1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> one.within(
                            in(1_000),
                            () -> {
                                throw new IllegalStateException("no");
                            },
                            withheld -> withheld))
                    .hasMessage("no");
        }
    }

    @Test
    void oneWithoutPlacesIsRefused() {
        assertThatThrownBy(() -> new Bulkhead("gateway", 0))
                .hasMessage("Bulkhead of gateway: places is 0; at least 1 is needed");
    }

    private List<Outcome> run(int records, int millis, Supplier<Decision> call) {
        return new ConcurrentBatchProcessor(
                        (delivery, deadline) -> within(deadline, call),
                        BatchOptions.defaults().withMargin(Duration.ofMillis(100)))
                .run(deliveries("slow", records).toList(), in(millis));
    }

    private Decision within(Deadline deadline, Supplier<Decision> call) {
        return two.within(
                deadline,
                () -> {
                    most.accumulateAndGet(at.incrementAndGet(), Math::max);
                    try {
                        return call.get();
                    } finally {
                        at.decrementAndGet();
                    }
                },
                withheld -> withheld);
    }

    private static long count(List<Outcome> outcomes, Class<?> decision) {
        return outcomes.stream()
                .filter(outcome -> decision.isInstance(outcome.decision()))
                .count();
    }

    private static Stream<Delivery> deliveries(String body, int number) {
        return Stream.generate(() -> body).limit(number).map(each -> new Delivery(each, each, null, 1));
    }

    private static Deadline in(int millis) {
        return Deadline.in(Duration.ofMillis(millis), Clock.systemUTC());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The others did not come");
            }
        } catch (InterruptedException cutOff) {
            throw new IllegalStateException(cutOff);
        }
    }
}
