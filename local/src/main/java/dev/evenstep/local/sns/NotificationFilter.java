package dev.evenstep.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.IOException;
import java.math.BigDecimal;
import software.amazon.event.ruler.Machine;

/**
 * A filter policy, matched by Event Ruler, whose operators are those of SNS: over the message's attributes, or over its
 * body. A body that is no JSON object passes no policy on bodies.
 */
final class NotificationFilter {

    private static final String RULE = "policy";

    private final Machine machine = Machine.builder().build();
    private final boolean passesAll;
    private final boolean ofBody;

    private NotificationFilter(String policy, String scope) {
        this.passesAll = policy.isEmpty() || policy.equals("{}");
        this.ofBody = scope.equals("MessageBody");
        if (passesAll) {
            return;
        }
        try {
            machine.addRule(RULE, policy);
        } catch (IOException | RuntimeException e) {
            throw SnsErrors.invalid("FilterPolicy: " + e.getMessage());
        }
    }

    static NotificationFilter of(String policy, String scope) {
        return new NotificationFilter(policy, scope);
    }

    boolean passes(PublishedMessage message) {
        if (passesAll) {
            return true;
        }
        try {
            var seen = ofBody ? JsonTrees.parse(message.body()) : attributes(message);
            return seen.isObject() && !machine.rulesForJSONEvent(seen).isEmpty();
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }

    private static JsonNode attributes(PublishedMessage message) throws JsonProcessingException {
        ObjectNode seen = JsonTrees.object();
        for (var attribute : message.attributes().properties()) {
            var text = attribute.getValue().path("StringValue").asText();
            var type = attribute.getValue().path("DataType").asText();
            if (type.startsWith("String.Array")) {
                seen.set(attribute.getKey(), JsonTrees.parse(text));
            } else if (type.startsWith("Number")) {
                seen.put(attribute.getKey(), new BigDecimal(text));
            } else if (type.startsWith("String")) {
                seen.put(attribute.getKey(), text);
            }
        }
        return seen;
    }
}
