package dev.evenstep.sqs.attributes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.request.SqsError;
import java.util.Optional;

/**
 * When messages become dead letters.
 *
 * @param target the ARN of the dead-letter queue
 * @param maxReceiveCount a message received so often moves on the next receive
 */
public record RedrivePolicy(String target, int maxReceiveCount) {

    static final String NAME = "RedrivePolicy";

    private static final int MOST = 1000;

    static RedrivePolicy parse(String text) {
        var json = json(text, NAME);
        var target = json.path("deadLetterTargetArn").asText();
        if (target.isEmpty()) {
            throw invalid(text, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        }
        var count = json.path("maxReceiveCount").asText();
        if (count.isEmpty()) {
            throw invalid(text, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
        }
        int receives = count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0;
        if (receives < 1 || receives > MOST) {
            throw invalid(
                    text,
                    "Invalid value for maxReceiveCount: %s, valid values are from 1 to %d both inclusive."
                            .formatted(count, MOST));
        }
        return new RedrivePolicy(target, receives);
    }

    static JsonNode json(String text, String name) {
        return map(text).orElseThrow(() -> SqsError.invalid(text, name, "%s is not a valid JSON map.".formatted(name)));
    }

    /** A policy's JSON; empty where it is none. */
    static Optional<ObjectNode> map(String text) {
        try {
            return JsonTrees.parse(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public String json() {
        return JsonTrees.write(
                JsonTrees.object().put("deadLetterTargetArn", target).put("maxReceiveCount", maxReceiveCount));
    }

    /** As SQS refuses a policy, for a reason. */
    public AwsException invalid(String reason) {
        return invalid(json(), reason);
    }

    private static AwsException invalid(String text, String reason) {
        return SqsError.invalid(text, NAME, reason);
    }
}
