package dev.evenstep.local.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.delivery.DirectedMessage;
import dev.evenstep.local.stack.RuleSpec;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one target: all that delivering takes, so that rules may change meanwhile.
 *
 * @param input what the target gets
 * @param attributes of the message, as SQS has them; for queues only
 * @param original the event itself, for the dead-letter queue; null where it is the input, or where there is no queue
 */
public record TargetDelivery(
        String ruleArn,
        String targetId,
        String targetArn,
        String input,
        ObjectNode attributes,
        @Nullable String original,
        @Nullable String messageGroupId,
        @Nullable String deduplicationId,
        int maximumRetryAttempts,
        Duration maximumAge,
        @Nullable String deadLetterArn) {

    /** Of an event, which has no message attributes and no deduplication id. */
    TargetDelivery(
            String ruleArn,
            String targetId,
            String targetArn,
            String input,
            @Nullable String original,
            @Nullable String messageGroupId,
            int maximumRetryAttempts,
            Duration maximumAge,
            @Nullable String deadLetterArn) {
        this(
                ruleArn,
                targetId,
                targetArn,
                input,
                JsonTrees.object(),
                original,
                messageGroupId,
                null,
                maximumRetryAttempts,
                maximumAge,
                deadLetterArn);
    }

    static TargetDelivery of(EventBridgeEvent event, Rule rule, Target target) {
        var spec = target.spec();
        var input = target.input().of(event, rule);
        boolean keepsOriginal = spec.deadLetterArn() != null && !(spec.input() instanceof RuleSpec.Input.Whole);
        return new TargetDelivery(
                rule.arn(),
                spec.id(),
                spec.arn(),
                input,
                keepsOriginal ? JsonTrees.write(event.json()) : null,
                spec.messageGroupId(),
                spec.maximumRetryAttempts(),
                spec.maximumEventAge(),
                spec.deadLetterArn());
    }

    /** Deliveries of one lane go in order. */
    String lane() {
        return ruleArn + " " + targetId + " " + targetArn;
    }

    DirectedMessage message() {
        return new DirectedMessage(input, attributes, messageGroupId, deduplicationId);
    }

    /** Whether it is a subscription's and not a rule's. */
    boolean isNotification() {
        return ruleArn.contains(":sns:");
    }

    String write() {
        return JsonTrees.write(JsonTrees.object()
                .put("rule", ruleArn)
                .put("target", targetId)
                .put("arn", targetArn)
                .put("input", input)
                .put("original", original)
                .put("group", messageGroupId)
                .put("deduplication", deduplicationId)
                .put("retries", maximumRetryAttempts)
                .put("age", maximumAge.toString())
                .put("deadLetters", deadLetterArn)
                .set("attributes", attributes));
    }

    static TargetDelivery read(String payload) {
        try {
            JsonNode json = JsonTrees.parse(payload);
            return new TargetDelivery(
                    json.get("rule").textValue(),
                    json.get("target").textValue(),
                    json.get("arn").textValue(),
                    json.get("input").textValue(),
                    json.get("attributes") instanceof ObjectNode attributes ? attributes : JsonTrees.object(),
                    json.get("original").textValue(),
                    json.get("group").textValue(),
                    json.path("deduplication").textValue(),
                    json.get("retries").intValue(),
                    Duration.parse(json.get("age").textValue()),
                    json.get("deadLetters").textValue());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // written above
        }
    }
}
