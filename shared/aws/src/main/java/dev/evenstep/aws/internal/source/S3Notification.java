package dev.evenstep.aws.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * S3's event notifications ("Event message structure", Amazon S3 user guide) as events: type, source, subject and id as CloudEvents'
 * adapter for S3 has them, the data short: {@code bucket}, {@code key}, {@code size}, {@code eTag}, {@code versionId}, {@code
 * sequencer}, those that there are. The key is decoded.
 */
public final class S3Notification {

    private static final int HEAD = 96;

    /** SQS's own. */
    private static final int LARGEST = 1024 * 1024;

    private static final JsonText JSON = new JsonText(new Limits(LARGEST, 16));

    private S3Notification() {}

    /** S3 writes its name first, or that it tries a destination out. Looks at the first characters only. */
    public static boolean isOne(String body) {
        int end = Math.min(HEAD, body.length());
        return body.indexOf("\"aws:s3\"", 0, end) > 0 || body.indexOf("\"Amazon S3\"", 0, end) > 0;
    }

    /** An event for each object, in JSON; none where S3 tries a destination out; null where it only looks like one. */
    public static @Nullable List<String> events(String body) {
        try {
            JsonNode notification = JSON.parse(body);
            if (notification.path("Event").asText().equals("s3:TestEvent")) {
                return List.of();
            }
            List<String> events = new ArrayList<>();
            for (JsonNode record : notification.path("Records")) {
                if (!record.path("s3").path("object").has("key")) {
                    return null;
                }
                events.add(event(record).toString());
            }
            return events.isEmpty() ? null : events;
        } catch (PermanentFailure noJson) {
            return null;
        }
    }

    private static ObjectNode event(JsonNode record) {
        JsonNode bucket = record.path("s3").path("bucket");
        JsonNode object = record.path("s3").path("object");
        JsonNode answer = record.path("responseElements");
        String key = URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put(
                "id",
                answer.path("x-amz-request-id").asText() + "."
                        + answer.path("x-amz-id-2").asText() + "."
                        + object.path("sequencer").asText());
        event.put(
                "source",
                "aws:s3." + record.path("awsRegion").asText() + "."
                        + bucket.path("name").asText());
        event.put("type", "com.amazonaws.s3." + record.path("eventName").asText());
        event.set("time", record.path("eventTime"));
        event.put("subject", key);
        ObjectNode data = event.putObject("data");
        data.set("bucket", bucket.path("name"));
        data.put("key", key);
        for (String member : List.of("size", "eTag", "versionId", "sequencer")) {
            if (object.hasNonNull(member)) {
                data.set(member, object.get(member));
            }
        }
        return event;
    }
}
