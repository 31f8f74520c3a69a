package dev.evenstep.internal.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event's data as a tree, or as the text of one that nobody has asked for yet. Two are equal when their trees are. Safe for
 * concurrent use.
 */
public final class EventData {

    private final @Nullable String text;
    private final @Nullable JsonText json;
    private volatile @Nullable ObjectNode tree;

    private EventData(@Nullable String text, @Nullable JsonText json, @Nullable ObjectNode tree) {
        this.text = text;
        this.json = json;
        this.tree = tree;
    }

    /** @param tree not to be changed */
    public static EventData of(ObjectNode tree) {
        return new EventData(null, null, tree);
    }

    /**
     * @param text of a JSON object
     * @param json parses it when its tree is asked for
     */
    public static EventData of(String text, JsonText json) {
        return new EventData(text, json, null);
    }

    /** Null where there is only the tree. */
    public @Nullable String text() {
        return text;
    }

    /** @throws PermanentFailure as {@link JsonText#parse} does, of what came as text */
    public ObjectNode tree() {
        ObjectNode known = tree;
        if (known == null) {
            known = parsed(Objects.requireNonNull(text), Objects.requireNonNull(json));
            tree = known;
        }
        return known;
    }

    private static ObjectNode parsed(String text, JsonText json) {
        if (json.parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw new PermanentFailure(Reason.MALFORMED, "The data is no object");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventData data && data.tree().equals(tree());
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
