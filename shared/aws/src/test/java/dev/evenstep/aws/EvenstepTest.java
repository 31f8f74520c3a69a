package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer.WhenUnknown;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvenstepTest {

    record Any() {}

    private static final Consumer CONSUMER =
            Consumer.transactional("any").on(EventType.of("test", "Any", Any.class), event -> Effect.none());

    @Test
    void aMissingVariableIsNamedWithWhatToSetItTo() {
        assertThatThrownBy(() -> Evenstep.from(Map.of()).sqs(CONSUMER))
                .hasMessage(
                        "The environment variable MAX_RECEIVE_COUNT is missing: set it to the queue's maxReceiveCount");
    }

    private static final TransactionalConsumer TRANSACTIONAL =
            Consumer.transactional("parking").on(EventType.of("test", "Any", Any.class), event -> Effect.none());

    static Stream<Consumer> parking() {
        ItemKey item = ItemKey.of("things", "id", "1");
        return Stream.of(
                TRANSACTIONAL.inOrder(),
                TRANSACTIONAL.stoppingGroups(),
                Consumer.leased("parking")
                        .on(EventType.of("test", "Any", Any.class), event -> {}, event -> Effect.none())
                        .inOrder(),
                Consumer.leased("parking")
                        .on(EventType.of("test", "Any", Any.class), event -> {}, event -> Effect.none())
                        .whenUnknown(WhenUnknown.HOLD),
                Consumer.versioned("parking", subject -> item)
                        .on(
                                EventType.of("test", "Any", Any.class),
                                event -> Write.update(item).add("sum", 1)));
    }

    @ParameterizedTest
    @MethodSource("parking")
    void aConsumerThatParksNeedsATableForThat(Consumer consumer) {
        assertThatThrownBy(() -> Evenstep.from(Map.of("MAX_RECEIVE_COUNT", "5")).sqs(consumer))
                .hasMessage(
                        "The environment variable PARKED_TABLE is missing: set it to the name of the table of parked events");
    }

    @ParameterizedTest
    @MethodSource("parking")
    void behindASourceThatIsNoQueueItNeedsOneForItsMessagesToItself(Consumer consumer) {
        Evenstep evenstep = Evenstep.from(Map.of("PARKED_TABLE", "parked"));
        String missing =
                "The environment variable WAKE_UP_QUEUE_URL is missing: set it to the URL of an SQS queue behind which the same consumer runs, for its messages to itself";

        assertThatThrownBy(() -> evenstep.eventBridge(consumer)).hasMessage(missing);
        assertThatThrownBy(() -> evenstep.outboxStream(consumer)).hasMessage(missing);
    }

    @Test
    void aConsumerThatDoesNotParkNeedsNeither() {
        Evenstep evenstep = Evenstep.from(Map.of());
        String next =
                "The environment variable DEAD_LETTER_QUEUE_URL is missing: set it to the URL of the dead-letter queue";

        assertThatThrownBy(() -> evenstep.eventBridge(CONSUMER)).hasMessage(next);
        assertThatThrownBy(() -> evenstep.outboxStream(CONSUMER)).hasMessage(next);
    }

    @Test
    void aPatienceThatIsNoCountIsShown() {
        assertThatThrownBy(() -> Evenstep.from(Map.of("MAX_RECEIVE_COUNT", "5", "GAP_PATIENCE_SECONDS", "an hour"))
                        .sqs(CONSUMER))
                .hasMessageContaining("GAP_PATIENCE_SECONDS is \"an hour\"");
    }

    @Test
    void aRelayHasOneTargetAndATable() {
        assertThatThrownBy(() -> OutboxRelay.from(Map.of()).stream("relay"))
                .hasMessage(
                        "Of the environment variables EVENT_BUS_NAME and EVENT_QUEUE_URL none is set: set EVENT_BUS_NAME to the name of the bus, or EVENT_QUEUE_URL to the URL of the SQS FIFO queue, to publish to");
        assertThatThrownBy(() ->
                        OutboxRelay.from(Map.of("EVENT_BUS_NAME", "bus", "EVENT_QUEUE_URL", "https://sqs/q.fifo"))
                                .stream("relay"))
                .hasMessageContaining("EVENT_BUS_NAME and EVENT_QUEUE_URL both are set");
        assertThatThrownBy(() -> OutboxRelay.from(Map.of("EVENT_QUEUE_URL", "https://sqs/q")).stream("relay"))
                .hasMessage(
                        "The queue https://sqs/q is no FIFO queue: only those, called *.fifo, keep an entity's order");
        assertThatThrownBy(
                        () -> OutboxRelay.from(Map.of(
                                        "EVENT_QUEUE_URL",
                                        "https://sqs/q.fifo",
                                        "DEAD_LETTER_QUEUE_URL",
                                        "https://sqs/d"))
                                .stream("relay"))
                .hasMessage("The environment variable OUTBOX_TABLE is missing: set it to the name of the outbox table");
    }

    @Test
    void aVariableThatIsNoCountIsShown() {
        assertThatThrownBy(
                        () -> Evenstep.from(Map.of("MAX_RECEIVE_COUNT", "many")).sqs(CONSUMER))
                .hasMessage(
                        "The environment variable MAX_RECEIVE_COUNT is \"many\": set it to the queue's maxReceiveCount, at least 1");
        assertThatThrownBy(() -> Evenstep.from(Map.of("MAX_RECEIVE_COUNT", "5", "RETRY_BASE_SECONDS", "0"))
                        .sqs(CONSUMER))
                .hasMessageContaining("RETRY_BASE_SECONDS is \"0\"");
        assertThatThrownBy(() -> Evenstep.from(Map.of("MAX_RECEIVE_COUNT", "5", "BATCH_CONCURRENCY", "0"))
                        .sqs(CONSUMER))
                .hasMessage(
                        "The environment variable BATCH_CONCURRENCY is \"0\": set it to the most records of an invocation at work at once, at least 1");
    }
}
