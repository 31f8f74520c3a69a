package dev.evenstep.sqs.attributes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.sqs.request.SqsError;
import java.util.Map;

/** Which queues may name a queue as their dead-letter queue. */
final class RedriveAllowPolicy {

    static final String NAME = "RedriveAllowPolicy";

    private static final int MOST = 10;

    private RedriveAllowPolicy() {}

    static String check(String text) {
        var json = RedrivePolicy.json(text, NAME);
        var permission = json.path("redrivePermission").asText();
        var arns = json.path("sourceQueueArns");
        boolean valid = switch (permission) {
            case "allowAll", "denyAll" -> arns.isMissingNode();
            case "byQueue" -> arns.isArray() && !arns.isEmpty() && arns.size() <= MOST;
            default -> false;
        };
        if (!valid) {
            throw SqsError.invalid(
                    text,
                    NAME,
                    "redrivePermission is allowAll, denyAll, or byQueue with 1 to %d sourceQueueArns.".formatted(MOST));
        }
        return text;
    }

    static boolean allows(Map<String, String> attributes, String sourceArn) {
        var text = attributes.get(NAME);
        if (text == null) {
            return true;
        }
        var json = RedrivePolicy.json(text, NAME);
        return switch (json.path("redrivePermission").asText()) {
            case "denyAll" -> false;
            case "byQueue" ->
                json.path("sourceQueueArns").valueStream().map(JsonNode::asText).anyMatch(sourceArn::equals);
            default -> true;
        };
    }
}
