package dev.evenstep.dynamodb.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.expression.Update;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import java.util.List;
import java.util.Set;

/** AttributeUpdates: an action for each attribute. */
final class AttributeUpdates {

    private static final Set<String> ADDED = Set.of("N", "L", "SS", "NS", "BS");
    private static final Set<String> DELETED = Set.of("SS", "NS", "BS");

    private AttributeUpdates() {}

    static Update read(JsonNode json) {
        if (!(json instanceof ObjectNode updates)) {
            throw Invalid.shape("Unexpected field type");
        }
        Update.Builder builder = new Update.Builder();
        updates.properties().forEach(entry -> {
            JsonNode update = entry.getValue();
            String action = update.hasNonNull("Action") ? Values.text(update.get("Action")) : "PUT";
            Invalid.requireOneOf(
                    action, "attributeUpdates." + entry.getKey() + ".member.action", List.of("ADD", "DELETE", "PUT"));
            add(builder, entry.getKey(), action, update);
        });
        return builder.build();
    }

    private static void add(Update.Builder builder, String attribute, String action, JsonNode update) {
        if (!update.hasNonNull("Value")) {
            if (!action.equals("DELETE")) {
                throw Invalid.parameter("Only DELETE action is allowed when no attribute value is specified");
            }
            builder.remove(attribute);
            return;
        }
        Value value = Values.read(update.get("Value"));
        String type = Values.type(value);
        switch (action) {
            case "PUT" -> builder.set(attribute, value);
            case "ADD" -> {
                if (!ADDED.contains(type)) {
                    throw Invalid.parameter("ADD action is not supported for the type " + type);
                }
                builder.add(attribute, value);
            }
            default -> {
                if (!DELETED.contains(type)) {
                    throw Invalid.parameter("DELETE action with value is not supported for the type " + type);
                }
                builder.delete(attribute, value);
            }
        }
    }
}
