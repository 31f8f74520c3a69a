package dev.evenstep.internal.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of an event that a body's outermost object has, and those of one object within it, as text and without the
 * rest. It goes as far as the body is JSON, and fails for none.
 *
 * @param outer by name; of a bus's wrapping, {@code detail-type} besides
 * @param inner those of the object within
 */
public record AttributeScan(Map<String, String> outer, Map<String, String> inner) {

    private static final JsonFactory JSON = new JsonFactory();

    /** With all of them, there is nothing left to look for. */
    private static final Set<String> EVENT =
            Set.of("specversion", "id", "source", "type", "schemaversion", "time", "subject", "entityversion");

    private static final String BUS_TYPE = "detail-type";

    private static final int LONGEST = 256;

    /** @param within the name of the object whose attributes are wanted too */
    public static AttributeScan at(String body, String within) {
        AttributeScan scan = new AttributeScan(new HashMap<>(), new HashMap<>());
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                look(json, scan.outer, within, scan.inner);
            }
        } catch (IOException noJson) {
            // What came before is known.
        }
        return scan;
    }

    private static void look(JsonParser json, Map<String, String> found, String within, Map<String, String> inner)
            throws IOException {
        while (!found.keySet().containsAll(EVENT)
                && !inner.keySet().containsAll(EVENT)
                && json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals(within)) {
                look(json, inner, "", Map.of());
            } else if ((EVENT.contains(name) || name.equals(BUS_TYPE)) && value.isScalarValue()) {
                String text = json.getText();
                found.put(name, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            } else {
                json.skipChildren();
            }
        }
    }
}
