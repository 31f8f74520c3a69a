package dev.evenstep.aws.internal.pipes;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.source.RabbitMqMessages;
import dev.evenstep.spi.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** "Amazon MQ message broker as a source" (Amazon EventBridge user guide), RabbitMQ. The batch comes again. */
final class PipedRabbitMq implements PipeFormat<RabbitMQEvent> {

    private static final RabbitMqMessages SOURCE = new RabbitMqMessages();

    @Override
    public List<String> eventSources() {
        return List.of("aws:rmq");
    }

    @Override
    public Source<RabbitMQEvent, ?> source() {
        return SOURCE;
    }

    @Override
    public @Nullable String identifier() {
        return null;
    }

    @Override
    public RabbitMQEvent event(JsonNode record) {
        JsonNode properties = record.path("basicProperties");
        Map<String, Object> headers = new HashMap<>();
        properties.path("headers").properties().forEach(header -> {
            Object value = value(header.getValue());
            if (value != null) {
                headers.put(header.getKey(), value);
            }
        });
        RabbitMessage message = RabbitMessage.builder()
                .withBasicProperties(BasicProperties.builder()
                        .withContentType(RecordMembers.text(properties, "contentType"))
                        .withMessageId(RecordMembers.text(properties, "messageId"))
                        .withHeaders(headers)
                        .build())
                .withRedelivered(record.path("redelivered").asBoolean())
                .withData(RecordMembers.text(record, "data"))
                .build();
        return RabbitMQEvent.builder()
                .withRmqMessagesByQueue(Map.of(record.path("eventSourceKey").asText(), List.of(message)))
                .build();
    }

    /** Texts come as {@code {"bytes":[…]}}. */
    private static @Nullable Object value(JsonNode json) {
        if (json.isNumber()) {
            return json.numberValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.path("bytes").isArray()) {
            List<Number> bytes = new ArrayList<>();
            json.path("bytes").forEach(number -> bytes.add(number.numberValue()));
            return Map.of("bytes", bytes);
        }
        return json.textValue();
    }
}
