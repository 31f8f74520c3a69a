package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A message in SNS's envelope, as queues get it, and in the event of a function. Nothing is signed. */
final class NotificationJson {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String SIGNATURE = "bm90aGluZyBpcyBzaWduZWQgaGVyZQ==";
    private static final String URL = "https://sns.localhost/";

    private NotificationJson() {}

    /** "HTTP/HTTPS notification JSON format" of SNS's guide, which is that of queues too. */
    static String envelope(PublishedMessage message, TopicSubscription subscription) {
        var envelope = common(message);
        if (message.sequenceNumber() == null) {
            envelope.put("SignatureVersion", "1")
                    .put("Signature", SIGNATURE)
                    .put("SigningCertURL", URL + "certificate.pem");
        } else {
            envelope.put("SequenceNumber", message.sequenceNumber());
        }
        envelope.put("UnsubscribeURL", unsubscribe(subscription));
        if (!message.attributes().isEmpty()) {
            envelope.set("MessageAttributes", attributes(message));
        }
        return JsonTrees.write(envelope);
    }

    private static ObjectNode common(PublishedMessage message) {
        var json = JsonTrees.object()
                .put("Type", "Notification")
                .put("MessageId", message.id())
                .put("TopicArn", message.topic().arn());
        if (message.subject() != null) {
            json.put("Subject", message.subject());
        }
        return json.put("Message", message.body()).put("Timestamp", TIME.format(message.published()));
    }

    /** "Example Amazon SNS message event" of Lambda's guide. */
    static String event(PublishedMessage message, TopicSubscription subscription) {
        var event = JsonTrees.object();
        var record = event.putArray("Records").addObject();
        record.put("EventSource", "aws:sns").put("EventVersion", "1.0").put("EventSubscriptionArn", subscription.arn());
        var sns = common(message);
        if (message.subject() == null) {
            sns.putNull("Subject");
        }
        sns.put("SignatureVersion", "1")
                .put("Signature", SIGNATURE)
                .put("SigningCertUrl", URL + "certificate.pem")
                .put("UnsubscribeUrl", unsubscribe(subscription))
                .set("MessageAttributes", attributes(message));
        record.set("Sns", sns);
        return JsonTrees.write(event);
    }

    private static String unsubscribe(TopicSubscription subscription) {
        return URL + "?Action=Unsubscribe&SubscriptionArn=" + subscription.arn();
    }

    private static ObjectNode attributes(PublishedMessage message) {
        var all = JsonTrees.object();
        message.attributes()
                .properties()
                .forEach(attribute -> all.putObject(attribute.getKey())
                        .put("Type", attribute.getValue().path("DataType").asText())
                        .put(
                                "Value",
                                attribute
                                        .getValue()
                                        .path("StringValue")
                                        .asText(attribute
                                                .getValue()
                                                .path("BinaryValue")
                                                .asText())));
        return all;
    }
}
