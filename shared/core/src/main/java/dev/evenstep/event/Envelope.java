package dev.evenstep.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
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
    }

    /** What keeps its order: the partition key, else the subject, else the event alone. */
    public String orderKey() {
        if (partitionKey != null) {
            return partitionKey;
        }
        return subject == null ? id : subject;
    }

    /** The same event in another schema version. */
    public Envelope withData(int otherSchemaVersion, ObjectNode otherData) {
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
                otherData);
    }

    private static void requireName(String attribute, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(attribute + " has " + value.length() + " characters and is "
                    + (value.isBlank() ? "blank" : "too long") + ": 1 to " + LONGEST_NAME + " are allowed");
        }
    }
}
