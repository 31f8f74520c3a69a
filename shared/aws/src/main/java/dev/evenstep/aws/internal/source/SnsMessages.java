package dev.evenstep.aws.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of SNS topics that invoke the function: "Invoking Lambda functions with Amazon SNS notifications" (AWS Lambda developer guide).
 * The invocation is asynchronous: one that fails comes again, twice. A message is called by its topic and its id. What S3 tells by a topic
 * is an event for each object. Taken as Lambda's bytes, since its class for SNS needs a library for times that functions are without.
 */
public final class SnsMessages implements Source<byte[], byte[]> {

    /** Of an asynchronous invocation's payload, 1 MiB, every character may be escaped by another. */
    private static final JsonText JSON = new JsonText(new Limits(8 * 1024 * 1024, 16));

    @Override
    public Redelivery redelivery() {
        return Redelivery.BATCH;
    }

    @Override
    public List<Delivery> deliveries(byte[] event) {
        String text = new String(event, StandardCharsets.UTF_8);
        List<Delivery> deliveries = new ArrayList<>();
        Numbered names = new Numbered();
        try {
            for (JsonNode record : JSON.parse(text).path("Records")) {
                add(deliveries, record.path("Sns"), names);
            }
        } catch (PermanentFailure noJson) {
            deliveries.clear();
        }
        return deliveries.isEmpty() ? List.of(unknown("sns", text)) : deliveries;
    }

    /** What SNS or S3 would not have sent, kept as it came. */
    static Delivery unknown(String source, String text) {
        RecordBody body = RecordBody.ofText(text);
        return new Delivery(source + "/" + MessageNames.of(text), body.text(), null, 1, null, body.marked(Map.of()));
    }

    private static void add(List<Delivery> deliveries, JsonNode message, Numbered names) {
        String topic = message.path("TopicArn").asText();
        String name = names.name(topic.substring(topic.lastIndexOf(':') + 1) + "/"
                + message.path("MessageId").asText());
        RecordBody body = RecordBody.ofText(message.path("Message").asText());
        Map<String, Delivery.Attribute> attributes =
                body.marked(SnsNotification.attributes(Map.of(), message.path("MessageAttributes")));
        Instant sent = time(message.path("Timestamp").asText());
        List<String> objects = S3Notification.isOne(body.text()) ? S3Notification.events(body.text()) : null;
        if (objects == null) {
            deliveries.add(new Delivery(name, body.text(), null, 1, sent, attributes));
            return;
        }
        for (String object : objects) {
            deliveries.add(new Delivery(names.name(name + "/s3"), object, null, 1, sent, attributes));
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** Nothing: nobody reads it. */
    @Override
    public byte[] answer(byte[] event, List<Outcome> outcomes) {
        return WholeBatch.settled(outcomes).getBytes(StandardCharsets.UTF_8);
    }
}
