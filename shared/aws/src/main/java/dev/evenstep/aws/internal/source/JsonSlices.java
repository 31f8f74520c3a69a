package dev.evenstep.aws.internal.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Parts of a JSON text as they stand there, so that no number changes. */
public final class JsonSlices {

    /** As deep as whatever is read afterwards may say, which has limits of its own. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonSlices() {}

    /** An array's elements; null where it is none. */
    public static @Nullable List<String> elements(byte[] array) {
        List<String> elements = new ArrayList<>();
        try (JsonParser json = JSON.createParser(array)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements.add(slice(json, array));
            }
            return json.nextToken() == null ? elements : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    /** An object's members; of several with one name, the last; null where it is no object. */
    public static @Nullable SequencedMap<String, String> members(String object) {
        byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
        SequencedMap<String, String> members = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken unused = json.nextToken();
                members.put(name, slice(json, bytes));
            }
            return json.nextToken() == null ? members : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    /** What a JSON text says; null where it is no text. */
    public static @Nullable String text(String value) {
        try (JsonParser json = JSON.createParser(value)) {
            return json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private static String slice(JsonParser json, byte[] bytes) throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        // What is no object needs to be read whole before it is known where it ends.
        String unused = json.getText();
        int to = (int) json.currentLocation().getByteOffset();
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
