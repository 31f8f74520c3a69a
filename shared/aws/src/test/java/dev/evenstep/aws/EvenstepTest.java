package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.schema.EventType;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    @Test
    void aRelayHasOneTargetAndATable() {
        assertThatThrownBy(() -> OutboxRelay.from(Map.of(), "relay"))
                .hasMessage(
                        "Of the environment variables EVENT_BUS_NAME and EVENT_QUEUE_URL none is set: set EVENT_BUS_NAME to the name of the bus, or EVENT_QUEUE_URL to the URL of the SQS FIFO queue, to publish to");
        assertThatThrownBy(() -> OutboxRelay.from(
                        Map.of("EVENT_BUS_NAME", "bus", "EVENT_QUEUE_URL", "https://sqs/q.fifo"), "relay"))
                .hasMessageContaining("EVENT_BUS_NAME and EVENT_QUEUE_URL both are set");
        assertThatThrownBy(() -> OutboxRelay.from(Map.of("EVENT_QUEUE_URL", "https://sqs/q"), "relay"))
                .hasMessage(
                        "The queue https://sqs/q is no FIFO queue: only those, called *.fifo, keep an entity's order");
        assertThatThrownBy(() -> OutboxRelay.from(
                        Map.of("EVENT_QUEUE_URL", "https://sqs/q.fifo", "DEAD_LETTER_QUEUE_URL", "https://sqs/d"),
                        "relay"))
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
    }
}
