package dev.evenstep.schema;

import dev.evenstep.internal.schema.UpcastChain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of events as one program knows it: its name, who publishes it, the class of its data and the current schema
 * version with the way there from every earlier one.
 *
 * @param <T> the data's class, best a record; a component that is not {@code @Nullable} must be there
 */
public final class EventType<T> {

    private final Parts<T> parts;

    private EventType(Parts<T> parts) {
        this.parts = parts;
    }

    /**
     * A type whose only schema version is 1.
     *
     * @param source the envelope's source when this program publishes the type; not looked at when it consumes it
     * @param name the envelope's type
     */
    public static <T> EventType<T> of(String source, String name, Class<T> dataClass) {
        return new EventType<>(new Parts<>(source, name, dataClass, 1, 1, List.of(), false));
    }

    /**
     * The type at a later schema version, reading every version since the first.
     *
     * @throws IllegalArgumentException when the steps leave a hole, lead backwards, or two start at one version
     */
    public EventType<T> at(int currentVersion, Upcast... steps) {
        return since(1, currentVersion, steps);
    }

    /** The type at a schema version before which nothing is read any more. */
    public EventType<T> since(int oldestVersion, int currentVersion, Upcast... steps) {
        return new EventType<>(new Parts<>(
                parts.source,
                parts.name,
                parts.dataClass,
                currentVersion,
                oldestVersion,
                List.of(steps),
                parts.readsNewer));
    }

    /** The type, for consumers of producers who promise that newer versions only add. */
    public EventType<T> readingNewer() {
        return new EventType<>(new Parts<>(
                parts.source, parts.name, parts.dataClass, parts.version, parts.oldest, parts.upcasts, true));
    }

    /** The envelope's source when this program publishes the type. */
    public String source() {
        return parts.source;
    }

    /** The envelope's type. */
    public String name() {
        return parts.name;
    }

    public Class<T> dataClass() {
        return parts.dataClass;
    }

    /** The current schema version, from 1. */
    public int version() {
        return parts.version;
    }

    /** The oldest schema version that can still be read. */
    public int oldest() {
        return parts.oldest;
    }

    public List<Upcast> upcasts() {
        return parts.upcasts;
    }

    /** Whether a version above the current one is read as the current one, what is new being ignored. */
    public boolean readsNewer() {
        return parts.readsNewer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventType<?> type && type.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "EventType" + parts;
    }

    private record Parts<T>(
            String source,
            String name,
            Class<T> dataClass,
            int version,
            int oldest,
            List<Upcast> upcasts,
            boolean readsNewer) {

        Parts {
            UpcastChain.verify(name, oldest, version, upcasts);
        }
    }
}
