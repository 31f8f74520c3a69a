package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent.ActiveMQMessage;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages of ActiveMQ's queues, by Amazon MQ. As with {@link RabbitMqMessages}, Lambda knows no partial failure here.
 */
public final class ActiveMqMessages implements Source<ActiveMQEvent, String> {

    private static final String CONTENT_TYPE = "contentType";

    @Override
    public Redelivery redelivery() {
        return Redelivery.BATCH;
    }

    @Override
    public List<Delivery> deliveries(ActiveMQEvent event) {
        MessageNames names = new MessageNames();
        return event.getMessages() == null
                ? List.of()
                : event.getMessages().stream()
                        .map(message -> delivery(message, names))
                        .toList();
    }

    private static Delivery delivery(ActiveMQMessage message, MessageNames names) {
        Map<String, String> properties = new HashMap<>();
        if (message.getProperties() != null) {
            message.getProperties().forEach((name, value) -> {
                if (value != null && !value.isEmpty()) {
                    properties.put(name, value);
                }
            });
        }
        RecordBody body = CloudEventHeaders.enveloped(
                properties, properties.get(CONTENT_TYPE), RecordBody.ofBase64(message.getData()));
        Map<String, Delivery.Attribute> attributes = new HashMap<>();
        properties.forEach((name, value) -> attributes.put(name, new Delivery.Attribute("String", value)));
        String queue =
                message.getDestination() == null ? "" : message.getDestination().getPhysicalName();
        return new Delivery(
                names.name(String.valueOf(queue), message.getMessageID(), body),
                body.text(),
                null,
                message.getRedelivered() ? 2 : 1,
                message.getTimestamp() > 0 ? Instant.ofEpochMilli(message.getTimestamp()) : null,
                body.marked(attributes));
    }

    @Override
    public String answer(ActiveMQEvent event, List<Outcome> outcomes) {
        return WholeBatch.settled(outcomes);
    }
}
