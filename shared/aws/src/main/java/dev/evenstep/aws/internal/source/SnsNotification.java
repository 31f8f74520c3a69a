package dev.evenstep.aws.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import java.util.HashMap;
import java.util.Map;

/**
 * What SNS puts around a message, where a subscription does not say raw message delivery: "Amazon SNS message and JSON formats" (Amazon
 * SNS developer guide). The message comes out of it, and with it its message attributes, so that consumers, dead letters and redrives
 * know nothing of the topic.
 */
public final class SnsNotification {

    /** SQS's own. */
    private static final int LARGEST = 1024 * 1024;

    private static final int HEAD = 64;

    private static final JsonText JSON = new JsonText(new Limits(LARGEST, 4));

    private SnsNotification() {}

    /** SNS writes its type first. Every message of a queue comes by here, so that only its first characters are looked at. */
    public static boolean isOne(String body) {
        int end = Math.min(HEAD, body.length());
        return body.indexOf("\"Type\"", 0, end) > 0
                && body.indexOf("\"Notification\"", 0, end) > 0
                && body.contains("\"TopicArn\"");
    }

    /** The delivery itself, where it only looks like one. */
    public static Delivery unwrapped(Delivery delivery) {
        try {
            JsonNode notification = JSON.parse(delivery.body());
            JsonNode message = notification.path("Message");
            return message.isTextual()
                    ? new Delivery(
                            delivery.id(),
                            message.textValue(),
                            delivery.group(),
                            delivery.attempt(),
                            delivery.sentAt(),
                            attributes(delivery.attributes(), notification.path("MessageAttributes")))
                    : delivery;
        } catch (PermanentFailure noNotification) {
            return delivery;
        }
    }

    /** A message's own, beside those that its delivery has. */
    static Map<String, Delivery.Attribute> attributes(Map<String, Delivery.Attribute> known, JsonNode own) {
        Map<String, Delivery.Attribute> all = new HashMap<>(known);
        own.properties().forEach(attribute -> {
            String type = attribute.getValue().path("Type").asText();
            String value = attribute.getValue().path("Value").asText();
            if (!type.isEmpty() && !value.isEmpty() && !type.equals(Delivery.SYSTEM)) {
                all.putIfAbsent(
                        attribute.getKey(),
                        new Delivery.Attribute(type.equals("String.Array") ? "String" : type, value));
            }
        });
        return all;
    }
}
