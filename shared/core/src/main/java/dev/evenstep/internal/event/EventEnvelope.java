package dev.evenstep.internal.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EventReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link Envelope}, and its data as it was read. */
public record EventEnvelope(
        String id,
        String source,
        String type,
        int schemaVersion,
        Instant time,
        @Nullable String subject,
        @Nullable Integer entityVersion,
        CorrelationContext correlation,
        @Nullable String partitionKey,
        @Nullable String dataSchema,
        Map<String, Object> extensions,
        EventData content)
        implements Envelope {

    private static final int LONGEST_NAME = 256;

    public EventEnvelope {
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

    /** @param tree not to be changed */
    public EventEnvelope(
            String id,
            String source,
            String type,
            int schemaVersion,
            Instant time,
            @Nullable String subject,
            @Nullable Integer entityVersion,
            CorrelationContext correlation,
            @Nullable String partitionKey,
            @Nullable String dataSchema,
            Map<String, Object> extensions,
            ObjectNode tree) {
        this(
                id,
                source,
                type,
                schemaVersion,
                time,
                subject,
                entityVersion,
                correlation,
                partitionKey,
                dataSchema,
                extensions,
                EventData.of(tree));
    }

    /** An event without extensions. */
    public EventEnvelope(
            String id,
            String source,
            String type,
            int schemaVersion,
            Instant time,
            @Nullable String subject,
            @Nullable Integer entityVersion,
            CorrelationContext correlation,
            @Nullable String partitionKey,
            @Nullable String dataSchema,
            ObjectNode tree) {
        this(
                id,
                source,
                type,
                schemaVersion,
                time,
                subject,
                entityVersion,
                correlation,
                partitionKey,
                dataSchema,
                Map.of(),
                tree);
    }

    public static EventEnvelope bare(String id, String source, String type, Instant time) {
        return new EventEnvelope(
                id,
                source,
                type,
                1,
                time,
                null,
                null,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }

    /** @throws IllegalArgumentException when somebody else made it */
    public static EventEnvelope of(Envelope envelope) {
        if (envelope instanceof EventEnvelope ours) {
            return ours;
        }
        throw new IllegalArgumentException(
                "The envelope of " + envelope.id() + " is of " + envelope.getClass() + ": make it with Envelope.of");
    }

    /** The data, not to be changed. */
    public ObjectNode tree() {
        return content.tree();
    }

    @Override
    public Map<String, @Nullable Object> data() {
        return PlainTree.of(tree());
    }

    @Override
    public String dataJson() {
        return PlainJson.text(tree(), "data");
    }

    @Override
    public String orderKey() {
        if (partitionKey != null) {
            return partitionKey;
        }
        return subject == null ? id : subject;
    }

    @Override
    public @Nullable String extension(String name) {
        Object value = extensions.get(name);
        return value == null ? null : value.toString();
    }

    @Override
    public List<EventReference> dependsOn() {
        return Extensions.dependsOn(extensions);
    }

    @Override
    public EventEnvelope about(Entity entity) {
        return with(entity.id(), entity.version(), correlation, partitionKey);
    }

    @Override
    public EventEnvelope withSubject(String other) {
        return with(other, null, correlation, partitionKey);
    }

    @Override
    public EventEnvelope withLineage(CorrelationContext other) {
        return with(subject, entityVersion, other, partitionKey);
    }

    @Override
    public EventEnvelope withPartitionKey(String key) {
        return with(subject, entityVersion, correlation, key);
    }

    @Override
    public EventEnvelope withData(int otherSchemaVersion, String json) {
        JsonNode read = new JsonText(Limits.defaults()).parse(json);
        if (read instanceof ObjectNode object) {
            return withTree(otherSchemaVersion, object);
        }
        throw new PermanentFailure(Reason.MALFORMED, "The data is no object");
    }

    /** The same event in another schema version. */
    public EventEnvelope withTree(int otherSchemaVersion, ObjectNode otherTree) {
        return with(otherSchemaVersion, extensions, EventData.of(otherTree));
    }

    @Override
    public EventEnvelope withExtensions(Map<String, Object> otherExtensions) {
        return with(schemaVersion, otherExtensions, content);
    }

    private EventEnvelope with(
            @Nullable String otherSubject,
            @Nullable Integer otherEntityVersion,
            CorrelationContext otherLineage,
            @Nullable String otherPartitionKey) {
        return new EventEnvelope(
                id,
                source,
                type,
                schemaVersion,
                time,
                otherSubject,
                otherEntityVersion,
                otherLineage,
                otherPartitionKey,
                dataSchema,
                extensions,
                content);
    }

    private EventEnvelope with(int otherSchemaVersion, Map<String, Object> otherExtensions, EventData otherContent) {
        return new EventEnvelope(
                id,
                source,
                type,
                otherSchemaVersion,
                time,
                subject,
                entityVersion,
                correlation,
                partitionKey,
                dataSchema,
                otherExtensions,
                otherContent);
    }

    public static void requireName(String attribute, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(attribute + " has " + value.length() + " characters and is "
                    + (value.isBlank() ? "blank" : "too long") + ": 1 to " + LONGEST_NAME + " are allowed");
        }
    }
}
