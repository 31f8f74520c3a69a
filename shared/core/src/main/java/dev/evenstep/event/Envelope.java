package dev.evenstep.event;

import dev.evenstep.internal.event.EventEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event and everything that must be known to handle it once, in order and at its version: the attributes of
 * CloudEvents 1.0 with our extensions. {@code source} and {@code id} together are unique for each distinct event
 * (CloudEvents 1.0, "REQUIRED Attributes"). Made when an event is read, and by {@link #of} for tests; it is immutable, and
 * nobody else's to implement, since it will grow.
 */
public interface Envelope {

    /**
     * An event of schema version 1 about nothing, with no data, to which the rest is added.
     *
     * @throws IllegalArgumentException when one of the names is blank or has more than 256 characters
     */
    static Envelope of(String id, String source, String type, Instant time) {
        return EventEnvelope.bare(id, source, type, time);
    }

    /** Unique within the source, 1 to 256 characters. */
    String id();

    /** Who published it, 1 to 256 characters. */
    String source();

    /** Its name, such as {@code OrderPlaced}, 1 to 256 characters. */
    String type();

    /** Of the data, from 1. */
    int schemaVersion();

    Instant time();

    /** The entity that it is about, not blank; null where there is none. */
    @Nullable
    String subject();

    /** The entity's version after this event, from 1; null where the type has no order. */
    @Nullable
    Integer entityVersion();

    CorrelationContext correlation();

    /** What must stay in order, not blank; null where that is the subject. */
    @Nullable
    String partitionKey();

    /** A URI of the data's schema, passed on as it came. */
    @Nullable
    String dataSchema();

    /** CloudEvents' extension attributes other than ours, by name: text, integers and booleans. */
    Map<String, Object> extensions();

    /** The data as {@link dev.evenstep.schema.Upcast} has it: maps, lists and values of Java. A copy. */
    Map<String, @Nullable Object> data();

    /** The data as JSON text. */
    String dataJson();

    /** What keeps its order: the partition key, else the subject, else the event alone. */
    String orderKey();

    /** An extension as text, which CloudEvents defines for each of its types; null where there is none. */
    @Nullable
    String extension(String name);

    /** The events that must be handled before this one: the extension {@code dependson}. */
    List<EventReference> dependsOn();

    /**
     * The same event about an entity.
     *
     * @throws IllegalArgumentException when the version is below 1
     */
    Envelope about(Entity entity);

    /** The same event about an entity whose versions it does not say. */
    Envelope withSubject(String subject);

    Envelope withLineage(CorrelationContext correlation);

    /** @throws IllegalArgumentException when it is blank */
    Envelope withPartitionKey(String key);

    /**
     * The same event with other data.
     *
     * @param json an object
     * @throws dev.evenstep.decision.PermanentFailure when it is no JSON, or none of an object
     * @throws IllegalArgumentException when the version is below 1
     */
    Envelope withData(int schemaVersion, String json);

    /**
     * The same event with these extensions and no others.
     *
     * @throws IllegalArgumentException naming the rule, when a name or a value is none of CloudEvents', or {@code
     *     dependson} is no list of references
     */
    Envelope withExtensions(Map<String, Object> extensions);
}
