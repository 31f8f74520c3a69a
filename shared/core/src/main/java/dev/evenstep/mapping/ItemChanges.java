package dev.evenstep.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.RecordMapping;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a DynamoDB table's items ({@code EventSources.dynamoDbChanges}) as a domain's events, under the same id and about the
 * same subject. Others stay as they are. Immutable.
 */
public final class ItemChanges implements RecordMapping {

    private final String name;
    private final Function<DataChange, @Nullable MappedEvent> meaning;
    private final @Nullable String version;
    private final Limits limits;
    private final JsonText text;
    private final EnvelopeJson json;
    private final Envelopes envelopes = new Envelopes();

    private ItemChanges(
            String name, Function<DataChange, @Nullable MappedEvent> meaning, @Nullable String version, Limits limits) {
        this.name = name;
        this.meaning = meaning;
        this.version = version;
        this.limits = limits;
        this.text = new JsonText(limits);
        this.json = new EnvelopeJson(limits);
    }

    /**
     * @param name what an item is called, as {@code EventSources.dynamoDbChanges} was told
     * @param meaning pure; null: the change means nothing to the domain
     */
    public static ItemChanges of(String name, Function<DataChange, @Nullable MappedEvent> meaning) {
        return new ItemChanges(name, meaning, null, Limits.defaults());
    }

    /**
     * The attribute that counts the item's changes, from 1; an item's removal is one more. By it {@code inOrder()} works: so every change
     * that counts is an event, and one that means nothing stays {@code <name>Modified} and the like, which such a consumer steps over. A
     * change that does not count is none.
     */
    public ItemChanges version(String attribute) {
        return new ItemChanges(name, meaning, "/" + attribute, limits);
    }

    /** Of the change as an event, 128 KiB by default; two images of an item may have 800 KB. */
    public ItemChanges withMaxBytes(int bytes) {
        return new ItemChanges(name, meaning, version, limits.withMaxBytes(bytes));
    }

    @Override
    public @Nullable Delivery map(Delivery delivery) {
        if (delivery.body().isEmpty() || delivery.system(Delivery.ENCODING) != null) {
            return delivery;
        }
        DataChange.ChangeOperation operation = operation(text.parse(delivery.body()));
        if (operation == null) {
            return delivery;
        }
        EventEnvelope envelope =
                delivery.sentAt() == null ? json.read(delivery.body()) : json.read(delivery.body(), delivery.sentAt());
        JsonFields data = new JsonFields(envelope.tree(), "");
        DataChange change = new DataChange(new DataChange.Parts(
                operation,
                name,
                image(data, "/oldImage"),
                image(data, "/newImage"),
                envelope.subject(),
                envelope.time(),
                null,
                null,
                envelope.tree().path("expired").asBoolean(),
                null));
        return version != null && !counts(change) ? null : event(delivery, envelope, change);
    }

    private @Nullable Delivery event(Delivery delivery, EventEnvelope envelope, DataChange change) {
        Envelopes.Head head = new Envelopes.Head(
                envelope.id(),
                envelope.source(),
                envelope.type(),
                envelope.time(),
                envelope.subject(),
                versionAfter(change),
                null,
                Map.of());
        MappedEvent event = meaning.apply(change);
        if (event != null) {
            return delivery.withBody(envelopes.write(head, event));
        }
        return version == null ? null : delivery.withBody(envelopes.write(head, 1, envelope.tree()));
    }

    private DataChange.@Nullable ChangeOperation operation(JsonNode body) {
        if (!body.has("specversion") || !body.path("data").has("keys")) {
            return null;
        }
        return switch (body.path("type").asText()) {
            case String type when type.equals(name + "Inserted") -> DataChange.ChangeOperation.CREATE;
            case String type when type.equals(name + "Modified") -> DataChange.ChangeOperation.UPDATE;
            case String type when type.equals(name + "Removed") -> DataChange.ChangeOperation.DELETE;
            default -> null;
        };
    }

    private static @Nullable JsonFields image(JsonFields data, String pointer) {
        return data.has(pointer) ? data.at(pointer) : null;
    }

    private boolean counts(DataChange change) {
        return version == null || change.operation() != DataChange.ChangeOperation.UPDATE || change.changes(version);
    }

    private @Nullable Integer versionAfter(DataChange change) {
        if (version == null) {
            return null;
        }
        long number = change.row().number(version);
        return Math.toIntExact(change.operation() == DataChange.ChangeOperation.DELETE ? number + 1 : number);
    }
}
