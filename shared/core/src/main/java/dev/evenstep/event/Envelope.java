package dev.evenstep.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.internal.event.Extensions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event and everything that must be known to handle it once, in order and at its version: the attributes of
 * CloudEvents 1.0 with our extensions. {@code source} and {@code id} together are unique for each distinct event
 * (CloudEvents 1.0, "REQUIRED Attributes").
 *
 * @param id unique within the source, 1 to 256 characters
 * @param source who published it, 1 to 256 characters
 * @param type its name, such as {@code OrderPlaced}, 1 to 256 characters
 * @param schemaVersion of the data, from 1
 * @param subject the entity that it is about, not blank; null where there is none
 * @param entityVersion the entity's version after this event, from 1; null where the type has no order
 * @param partitionKey what must stay in order, not blank; the subject where null
 * @param dataSchema a URI of the data's schema, passed on as it came
 * @param extensions CloudEvents' extension attributes other than ours, by name: text, integers and booleans
 */
public record Envelope(
        String id,
        String source,
        String type,
        int schemaVersion,
        Instant time,
        @Nullable String subject,
        @Nullable Integer entityVersion,
        Lineage lineage,
        @Nullable String partitionKey,
        @Nullable String dataSchema,
        Map<String, Object> extensions,
        ObjectNode data) {

    private static final int LONGEST_NAME = 256;

    public Envelope {
        requireName("id", id);
        requireName("source", source);
        requireName("type", type);
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("schemaversion is " + schemaVersion + ": versions count from 1");
        }
        if (subject != null && subject.isBlank()) {
            throw new IllegalArgumentException("subject is blank: name the entity, or leave it out");
        }
        if (partitionKey != null && partitionKey.isBlank()) {
            throw new IllegalArgumentException("partitionkey is blank: name what keeps its order, or leave it out");
        }
        if (entityVersion != null) {
            if (subject == null) {
                throw new IllegalArgumentException(
                        "entityversion is " + entityVersion + " but subject is missing: name the entity");
            }
            Entity unused = new Entity(subject, entityVersion);
        }
        extensions = Extensions.verified(extensions);
    }

    /** An event without extensions. */
    public Envelope(
            String id,
            String source,
            String type,
            int schemaVersion,
            Instant time,
            @Nullable String subject,
            @Nullable Integer entityVersion,
            Lineage lineage,
            @Nullable String partitionKey,
            @Nullable String dataSchema,
            ObjectNode data) {
        this(
                id,
                source,
                type,
                schemaVersion,
                time,
                subject,
                entityVersion,
                lineage,
                partitionKey,
                dataSchema,
                Map.of(),
                data);
    }

    /** What keeps its order: the partition key, else the subject, else the event alone. */
    public String orderKey() {
        if (partitionKey != null) {
            return partitionKey;
        }
        return subject == null ? id : subject;
    }

    /** An extension as text, which CloudEvents defines for each of its types; null where there is none. */
    public @Nullable String extension(String name) {
        Object value = extensions.get(name);
        return value == null ? null : value.toString();
    }

    /** The events that must be handled before this one: the extension {@code dependson}. */
    public List<EventReference> dependsOn() {
        return Extensions.dependsOn(extensions);
    }

    /** The same event in another schema version. */
    public Envelope withData(int otherSchemaVersion, ObjectNode otherData) {
        return with(otherSchemaVersion, extensions, otherData);
    }

    /**
     * The same event with these extensions and no others.
     *
     * @throws IllegalArgumentException naming the rule, when a name or a value is none of CloudEvents', or {@code
     *     dependson} is no list of references
     */
    public Envelope withExtensions(Map<String, Object> otherExtensions) {
        return with(schemaVersion, otherExtensions, data);
    }

    private Envelope with(int otherSchemaVersion, Map<String, Object> otherExtensions, ObjectNode otherData) {
        return new Envelope(
                id,
                source,
                type,
                otherSchemaVersion,
                time,
                subject,
                entityVersion,
                lineage,
                partitionKey,
                dataSchema,
                otherExtensions,
                otherData);
    }

    static void requireName(String attribute, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(attribute + " has " + value.length() + " characters and is "
                    + (value.isBlank() ? "blank" : "too long") + ": 1 to " + LONGEST_NAME + " are allowed");
        }
    }
}
