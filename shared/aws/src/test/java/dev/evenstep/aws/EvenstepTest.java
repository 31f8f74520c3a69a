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
        assertThatThrownBy(() -> OutboxRelay.from(Map.of(), "relay"))
                .hasMessage(
                        "The environment variable EVENT_BUS_NAME is missing: set it to the name of the bus to publish on");
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
