package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of RabbitMQ's queues, by Amazon MQ. Lambda knows no partial failure here: an invocation that fails brings the batch again
 * ("Using Lambda with Amazon MQ" and "Troubleshoot Amazon MQ event source mapping errors", AWS Lambda developer guide). A message that
 * has no id of its own is called by its queue and a fingerprint of its content.
 */
public final class RabbitMqMessages implements Source<RabbitMQEvent, String> {

    @Override
    public Redelivery redelivery() {
        return Redelivery.BATCH;
    }

    @Override
    public List<Delivery> deliveries(RabbitMQEvent event) {
        List<Delivery> deliveries = new ArrayList<>();
        MessageNames names = new MessageNames();
        if (event.getRmqMessagesByQueue() != null) {
            event.getRmqMessagesByQueue()
                    .forEach((queue, messages) ->
                            messages.forEach(message -> deliveries.add(delivery(queue, message, names))));
        }
        return deliveries;
    }

    private static Delivery delivery(String queue, RabbitMessage message, MessageNames names) {
        BasicProperties properties = message.getBasicProperties();
        Map<String, String> headers = headers(properties);
        String contentType = properties == null ? null : properties.getContentType();
        RecordBody body = CloudEventHeaders.enveloped(headers, contentType, RecordBody.ofBase64(message.getData()));
        Map<String, Delivery.Attribute> attributes = new HashMap<>();
        headers.forEach((name, value) -> attributes.put(name, new Delivery.Attribute("String", value)));
        return new Delivery(
                names.name(queue, properties == null ? null : properties.getMessageId(), body),
                body.text(),
                null,
                message.getRedelivered() ? 2 : 1,
                null,
                body.marked(attributes));
    }

    private static Map<String, String> headers(@Nullable BasicProperties properties) {
        Map<String, String> headers = new HashMap<>();
        if (properties != null && properties.getHeaders() != null) {
            properties.getHeaders().forEach((name, value) -> {
                String text = text(value);
                if (text != null && !text.isEmpty()) {
                    headers.put(name, text);
                }
            });
        }
        return headers;
    }

    /** Lambda writes a header's text as {@code {"bytes":[…]}}. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Map<?, ?> wrapped when wrapped.get("bytes") instanceof List<?> bytes -> text(bytes);
            case null, default -> null;
        };
    }

    private static String text(List<?> numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = numbers.get(i) instanceof Number number ? number.byteValue() : 0;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String answer(RabbitMQEvent event, List<Outcome> outcomes) {
        return WholeBatch.settled(outcomes);
    }
}
