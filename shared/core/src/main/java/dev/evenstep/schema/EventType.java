package dev.evenstep.schema;

import dev.evenstep.internal.schema.PersonalFields;
import dev.evenstep.internal.schema.UpcastChain;
import java.util.List;
import java.util.Map;
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
        return new EventType<>(new Parts<>(source, name, dataClass, 1, 1, List.of(), false, Map.of()));
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
                parts.readsNewer,
                parts.personal));
    }

    /** The type, for consumers of producers who promise that newer versions only add. */
    public EventType<T> readingNewer() {
        return with(true, parts.personal);
    }

    /**
     * The type, some fields of its data being personal: they are encrypted in every event of the type that is published, with
     * a key of whom they are about, and decrypted for the functions of consumers that say the same. Whoever does not say it
     * gets their text encrypted. Since a key can be erased, which makes null of the field, a record's component for it must
     * be {@code @Nullable}. Several calls add up, for data about several subjects.
     *
     * @param subject the field that says whose they are; not personal itself, text or a whole number
     * @param fields names at the current schema version, with dots between them; of a list, each element's
     * @throws IllegalArgumentException when there are none, or one says whose it is itself
     */
    public EventType<T> withPersonal(String subject, String... fields) {
        return with(parts.readsNewer, PersonalFields.with(parts.personal, parts.name, subject, List.of(fields)));
    }

    private EventType<T> with(boolean readsNewer, Map<String, String> personal) {
        return new EventType<>(new Parts<>(
                parts.source,
                parts.name,
                parts.dataClass,
                parts.version,
                parts.oldest,
                parts.upcasts,
                readsNewer,
                personal));
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

    /** The personal fields, each with the field that says whose it is. */
    public Map<String, String> personal() {
        return parts.personal;
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
            boolean readsNewer,
            Map<String, String> personal) {

        Parts {
            UpcastChain.verify(name, oldest, version, upcasts);
        }
    }
}
