package dev.evenstep.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.journal.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelivererTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String DEAD_LETTERS = "arn:aws:sqs:us-east-1:000000000000:dlq";
    private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/r";

    private final TestDestinations destinations = new TestDestinations();
    private final Statistics statistics = new Statistics();
    private final Journal memory = Journal.in(Storage.memory());
    private final TimeSource time = TimeSource.system();
    private final Faults faults = Faults.none();
    private final List<Deliverer> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(Deliverer::close);
        time.close();
    }

    private Deliverer deliverer(Journal journal) {
        var backoff = new DeliveryBackoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0);
        var deliverer = new Deliverer(Deliverer.EVENTS, journal, destinations, statistics, time, backoff, faults);
        open.add(deliverer);
        return deliverer;
    }

    private static TargetDelivery delivery(String input, int retries, Duration age, @Nullable String deadLetters) {
        return new TargetDelivery(RULE, "t", QUEUE, input, null, null, retries, age, deadLetters);
    }

    private static TargetDelivery delivery(String input) {
        return delivery(input, 185, Duration.ofHours(24), DEAD_LETTERS);
    }

    @Test
    void oneTargetGetsEverythingInTheOrderOfAcceptance() {
        var deliverer = deliverer(memory);
        var bodies = IntStream.range(0, 1_000).mapToObj(i -> "e" + i).toList();

        bodies.forEach(body -> deliverer.accept(List.of(delivery(body))));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.bodies(QUEUE)).containsExactlyElementsOf(bodies);
        assertThat(statistics.snapshot().delivered()).isEqualTo(1_000);
    }

    @Test
    void aFaultHoldsADeliveryBackOrMakesItTwice() {
        faults.add(FaultRule.of(Fault.REORDER, 1).on("PutEvents", "q").times(1).lasting(Duration.ofSeconds(1)));
        faults.add(FaultRule.of(Fault.DUPLICATE, 1).on("PutEvents", "q").after(2));

        deliverer(memory).accept(List.of(delivery("first"), delivery("second"), delivery("third")));

        await().until(() -> destinations.bodies(QUEUE).size() == 4);
        assertThat(destinations.bodies(QUEUE)).containsExactly("second", "third", "third", "first");
        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
    }

    @Test
    void whatFailsIsTriedAgainAndDoesNotHoldUpTheOthers() {
        var failures = new AtomicInteger();
        destinations.failWhen(QUEUE, body -> body.equals("bad") && failures.incrementAndGet() <= 4);

        deliverer(memory).accept(List.of(delivery("bad"), delivery("good"), delivery("better")));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.bodies(QUEUE)).containsExactly("good", "better", "bad");
        assertThat(statistics.snapshot().retried()).isEqualTo(4);
    }

    @Test
    void exhaustedAttemptsEndInTheDeadLetterQueueWithTheReason() {
        destinations.failWhen(QUEUE, body -> true);

        deliverer(memory).accept(List.of(delivery("lost cause", 3, Duration.ofHours(24), DEAD_LETTERS)));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.attempts("lost cause")).isEqualTo(5); // one, three again, one to the other queue
        assertThat(destinations.all()).singleElement().satisfies(dead -> {
            assertThat(dead.arn()).isEqualTo(DEAD_LETTERS);
            assertThat(dead.body()).isEqualTo("lost cause");
            assertThat(dead.attributes())
                    .containsEntry("RULE_ARN", RULE)
                    .containsEntry("TARGET_ARN", QUEUE)
                    .containsEntry("ERROR_CODE", "ERROR_FROM_TARGET")
                    .containsEntry("ERROR_MESSAGE", QUEUE + " is down")
                    .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
                    .containsEntry("RETRY_ATTEMPTS", "3");
        });
        assertThat(statistics.snapshot().deadLettered()).isEqualTo(1);
    }

    @Test
    void anEventTooOldEndsInTheDeadLetterQueue() {
        destinations.failWhen(QUEUE, body -> true);

        deliverer(memory).accept(List.of(delivery("old", 185, Duration.ofMillis(60), DEAD_LETTERS)));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.all())
                .singleElement()
                .satisfies(dead -> assertThat(dead.attributes())
                        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds"));
    }

    @Test
    void whatNobodyTakesIsNotTriedAgain() {
        destinations.missing(QUEUE);

        deliverer(memory).accept(List.of(delivery("x")));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.attempts("x")).isEqualTo(2); // the queue, then the dead-letter queue
        assertThat(destinations.all())
                .singleElement()
                .satisfies(dead -> assertThat(dead.attributes())
                        .containsEntry("ERROR_CODE", "NO_RESOURCE")
                        .containsEntry("RETRY_ATTEMPTS", "0")
                        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION"));
    }

    @Test
    void theDeadLetterQueueGetsTheEventAndNotWhatTheTargetWouldHave() {
        destinations.missing(QUEUE);
        var transformed = new TargetDelivery(
                RULE, "t", QUEUE, "transformed", "original", null, 185, Duration.ofHours(24), DEAD_LETTERS);

        deliverer(memory).accept(List.of(transformed));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.bodies(DEAD_LETTERS)).containsExactly("original");
    }

    @Test
    void withoutADeadLetterQueueItIsDroppedAndCounted() {
        destinations.missing(QUEUE);

        deliverer(memory).accept(List.of(delivery("x", 185, Duration.ofHours(24), null)));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.all()).isEmpty();
        assertThat(statistics.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void aDeadLetterQueueThatIsMissingDropsIt() {
        destinations.missing(QUEUE);
        destinations.missing(DEAD_LETTERS);

        deliverer(memory).accept(List.of(delivery("x")));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(statistics.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void aDeadLetterQueueThatFailsGetsItLater() {
        var failures = new AtomicInteger();
        destinations.missing(QUEUE);
        destinations.failWhen(DEAD_LETTERS, body -> failures.incrementAndGet() <= 3);

        deliverer(memory).accept(List.of(delivery("x")));

        await().until(() -> memory.open(Deliverer.EVENTS).isEmpty());
        assertThat(destinations.bodies(DEAD_LETTERS)).containsExactly("x");
    }

    @Test
    void whatWasNotDoneIsDoneAtTheNextStart(@TempDir Path folder) {
        destinations.failWhen(QUEUE, body -> true);
        try (var storage = Storage.file(folder.resolve("local.mv"))) {
            var journal = Journal.in(storage);
            var first = deliverer(journal);
            first.accept(List.of(delivery("a"), delivery("b"), delivery("c")));
            await().until(() -> destinations.attempts("a") > 1);
            first.close();
        }
        destinations.failWhen(QUEUE, body -> false);
        try (var storage = Storage.file(folder.resolve("local.mv"))) {
            var journal = Journal.in(storage);
            var second = deliverer(journal);
            second.resume();
            await().until(() -> journal.open(Deliverer.EVENTS).isEmpty());
            second.close();
        }
        assertThat(destinations.bodies(QUEUE)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aDeliveryIsReadAsItWasWritten() {
        var all = new TargetDelivery(RULE, "t", QUEUE, "ä\"€\n", "o", "g", 7, Duration.ofSeconds(61), DEAD_LETTERS);
        var few = new TargetDelivery(RULE, "t", QUEUE, "{}", null, null, 0, Duration.ofHours(1), null);

        assertThat(TargetDelivery.read(all.write())).isEqualTo(all);
        assertThat(TargetDelivery.read(few.write())).isEqualTo(few);
    }

    @ParameterizedTest
    @CsvSource({"1,0,200", "2,0,400", "3,0,800", "10,0,30000", "100,0,30000", "2,1,200", "2,0.5,300"})
    void waitsDoubleUpToTheLongest(int attempts, double jitter, long milliseconds) {
        var backoff = new DeliveryBackoff(Duration.ofMillis(200), Duration.ofSeconds(30), () -> jitter);

        assertThat(backoff.after(attempts)).hasMillis(milliseconds);
    }

    @Test
    void aBackoffThatShrinksIsRefused() {
        assertThatThrownBy(() -> new DeliveryBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1), () -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first is PT2S and longest PT1S");
    }
}
