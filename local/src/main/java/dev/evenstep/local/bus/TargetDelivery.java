package dev.evenstep.local.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.RuleSpec;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one target: all that delivering takes, so that rules may change meanwhile.
 *
 * @param input what the target gets
 * @param original the event itself, for the dead-letter queue; null where it is the input, or where there is no queue
 */
record TargetDelivery(
        String ruleArn,
        String targetId,
        String targetArn,
        String input,
        @Nullable String original,
        @Nullable String messageGroupId,
        int maximumRetryAttempts,
        Duration maximumAge,
        @Nullable String deadLetterArn) {

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

    String write() {
        return JsonTrees.write(JsonTrees.object()
                .put("rule", ruleArn)
                .put("target", targetId)
                .put("arn", targetArn)
                .put("input", input)
                .put("original", original)
                .put("group", messageGroupId)
                .put("retries", maximumRetryAttempts)
                .put("age", maximumAge.toString())
                .put("deadLetters", deadLetterArn));
    }

    static TargetDelivery read(String payload) {
        try {
            JsonNode json = JsonTrees.parse(payload);
            return new TargetDelivery(
                    json.get("rule").textValue(),
                    json.get("target").textValue(),
                    json.get("arn").textValue(),
                    json.get("input").textValue(),
                    json.get("original").textValue(),
                    json.get("group").textValue(),
                    json.get("retries").intValue(),
                    Duration.parse(json.get("age").textValue()),
                    json.get("deadLetters").textValue());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // written above
        }
    }
}
