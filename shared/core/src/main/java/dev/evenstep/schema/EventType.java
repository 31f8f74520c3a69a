package dev.evenstep.schema;

import dev.evenstep.internal.schema.UpcastChain;
import java.util.Arrays;
import java.util.List;

/**
 * A type of events as one program knows it: its name, who publishes it, the class of its data and the current schema
 * version with the way there from every earlier one.
 *
 * @param source the envelope's source when this program publishes the type; not looked at when it consumes it
 * @param name the envelope's type
 * @param version the current schema version, from 1
 * @param oldest the oldest schema version that can still be read
 * @param readsNewer whether a version above the current one is read as the current one, what is new being ignored
 * @param <T> the data's class, best a record; a component that is not {@code @Nullable} must be there
 */
public record EventType<T>(
        String source,
        String name,
        Class<T> dataClass,
        int version,
        int oldest,
        List<Upcast> upcasts,
        boolean readsNewer) {

    public EventType {
        upcasts = List.copyOf(upcasts);
        UpcastChain.verify(name, oldest, version, upcasts);
    }

    /** A type whose only schema version is 1. */
    public static <T> EventType<T> of(String source, String name, Class<T> dataClass) {
        return new EventType<>(source, name, dataClass, 1, 1, List.of(), false);
    }

    /**
     * The type at a later schema version, reading every version since the first.
     *
     * @throws IllegalArgumentException when the steps leave a hole, lead backwards, or two start at one version
     */
    public EventType<T> at(int currentVersion, Upcast... steps) {
        return new EventType<>(source, name, dataClass, currentVersion, 1, Arrays.asList(steps), readsNewer);
    }

    /** The type at a schema version before which nothing is read any more. */
    public EventType<T> since(int oldestVersion, int currentVersion, Upcast... steps) {
        return new EventType<>(
                source, name, dataClass, currentVersion, oldestVersion, Arrays.asList(steps), readsNewer);
    }

    /** The type, for consumers of producers who promise that newer versions only add. */
    public EventType<T> readingNewer() {
        return new EventType<>(source, name, dataClass, version, oldest, upcasts, true);
    }
}
