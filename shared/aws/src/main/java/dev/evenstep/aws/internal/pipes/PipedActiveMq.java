package dev.evenstep.aws.internal.pipes;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent.ActiveMQMessage;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent.Destination;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.source.ActiveMqMessages;
import dev.evenstep.spi.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** "Amazon MQ message broker as a source" (Amazon EventBridge user guide), ActiveMQ. The batch comes again. */
final class PipedActiveMq implements PipeFormat<ActiveMQEvent> {

    private static final ActiveMqMessages SOURCE = new ActiveMqMessages();

    @Override
    public List<String> eventSources() {
        return List.of("aws:amq");
    }

    @Override
    public Source<ActiveMQEvent, ?> source() {
        return SOURCE;
    }

    @Override
    public @Nullable String identifier() {
        return null;
    }

    @Override
    public ActiveMQEvent event(JsonNode record) {
        ActiveMQMessage message = ActiveMQMessage.builder()
                .withMessageID(RecordMembers.text(record, "messageID"))
                .withTimestamp(record.path("timestamp").asLong())
                .withRedelivered(record.path("redelivered").asBoolean())
                .withDestination(new Destination(
                        record.path("destination").path("physicalName").asText()))
                .withData(RecordMembers.text(record, "data"))
                .withProperties(RecordMembers.texts(record.path("properties")))
                .build();
        return ActiveMQEvent.builder().withMessages(List.of(message)).build();
    }
}
