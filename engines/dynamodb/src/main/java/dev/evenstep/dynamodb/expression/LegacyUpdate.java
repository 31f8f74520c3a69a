package dev.evenstep.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.expression.UpdateExpression.Change;
import dev.evenstep.dynamodb.expression.UpdateExpression.Section;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** AttributeUpdates: an action for each attribute. */
final class LegacyUpdate {

    private static final Set<String> ADDED = Set.of("N", "L", "SS", "NS", "BS");
    private static final Arithmetic ARITHMETIC = new Arithmetic("Type mismatch for attribute to update");

    private LegacyUpdate() {}

    static UpdateExpression read(ObjectNode request) {
        List<Change> changes = new ArrayList<>();
        Shape.map(request.get("AttributeUpdates"))
                .properties()
                .forEach(entry -> changes.add(change(DocumentPath.of(entry.getKey()), entry.getValue())));
        return new UpdateExpression(changes, ARITHMETIC);
    }

    private static Change change(DocumentPath target, JsonNode update) {
        String action = update.hasNonNull("Action") ? ValueJson.text(update.get("Action")) : "PUT";
        if (!update.hasNonNull("Value")) {
            if (!action.equals("DELETE")) {
                throw Invalid.parameter("Only DELETE action is allowed when no attribute value is specified");
            }
            return new Change(Section.REMOVE, target, null);
        }
        Value value = ValueJson.read(update.get("Value"));
        if (action.equals("ADD") && !ADDED.contains(value.type())) {
            throw Invalid.parameter("ADD action is not supported for the type " + value.type());
        }
        if (action.equals("DELETE") && !(value instanceof Value.Members)) {
            throw Invalid.parameter("DELETE action with value is not supported for the type " + value.type());
        }
        Section section = action.equals("PUT") ? Section.SET : Section.valueOf(action);
        return new Change(section, target, new Operand.Constant(value));
    }
}
