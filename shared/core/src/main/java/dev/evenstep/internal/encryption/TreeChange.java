package dev.evenstep.internal.encryption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Another value for some places of a tree. */
@FunctionalInterface
interface TreeChange {

    /** @return null where the value stays, and what is in it is looked at */
    @Nullable
    JsonNode at(Place place, JsonNode value);

    /** A changed copy; what does not change is not copied. */
    static ObjectNode of(ObjectNode tree, TreeChange change) {
        return object(tree, new Place("", ""), change);
    }

    private static ObjectNode object(ObjectNode tree, Place place, TreeChange change) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        tree.properties()
                .forEach(property -> copy.set(
                        property.getKey(), changed(property.getValue(), place.property(property.getKey()), change)));
        return copy;
    }

    private static JsonNode changed(JsonNode value, Place place, TreeChange change) {
        JsonNode other = change.at(place, value);
        if (other != null) {
            return other;
        }
        return switch (value) {
            case ObjectNode object -> object(object, place, change);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                for (int i = 0; i < array.size(); i++) {
                    copy.add(changed(array.get(i), place.element(i), change));
                }
                yield copy;
            }
            default -> value;
        };
    }

    /**
     * @param field names with dots between: {@code lines.note}
     * @param exact the same with the number of each list's element: {@code lines[2].note}
     */
    record Place(String field, String exact) {

        private Place property(String name) {
            return field.isEmpty() ? new Place(name, name) : new Place(field + "." + name, exact + "." + name);
        }

        private Place element(int index) {
            return new Place(field, exact + "[" + index + "]");
        }
    }
}
