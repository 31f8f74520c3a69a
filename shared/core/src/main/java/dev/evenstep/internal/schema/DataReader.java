package dev.evenstep.internal.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.EventData;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads data of one class, as {@link DataBinding} says. Safe for concurrent use.
 *
 * @param name what is read, for the message of a failure
 */
public record DataReader<T>(String name, Class<T> type, ObjectReader json) {

    /**
     * A value from its JSON text; JSON's null is null.
     *
     * @throws PermanentFailure {@link Reason#UNREADABLE_DATA}, naming the place and what was expected, not the value; or the
     *     class, where nothing can be read into it
     */
    public T read(String text) {
        try {
            return json.readValue(text);
        } catch (JsonProcessingException unreadable) {
            throw BindingError.failure(name, type, treeIfAny(text), unreadable);
        }
    }

    /** The same of an event's data, from what there is of it. */
    T read(EventData data) {
        String text = data.text();
        return text == null ? read(data.tree()) : read(text);
    }

    /** The same from a tree. */
    T read(ObjectNode tree) {
        try {
            return json.readValue(tree);
        } catch (JsonProcessingException unreadable) {
            throw BindingError.failure(name, type, tree, unreadable);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A tree in memory could not be read", impossible);
        }
    }

    private JsonNode treeIfAny(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
