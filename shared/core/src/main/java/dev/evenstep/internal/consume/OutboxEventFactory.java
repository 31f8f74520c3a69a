package dev.evenstep.internal.consume;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect.Publication;
import dev.evenstep.effect.Effect.Publication.About;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.store.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes envelopes for what an effect publishes. Their ids follow from the event that caused them, so that running a
 * handler twice publishes the same events and not others like them.
 */
final class OutboxEventFactory {

    /** Below what is read by default, since a bus puts something of its own around an event. */
    private static final int MOST_BYTES = 120 * 1024;

    /** Of the data: its envelope and what a bus puts around that count for readers too. */
    private static final int MOST_LEVELS = Limits.defaults().maxDepth() - 4;

    private final DataBinding binding;
    private final FieldEncryption encryption;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    OutboxEventFactory(DataBinding binding, FieldEncryption encryption) {
        this.binding = binding;
        this.encryption = encryption;
    }

    List<SerializedEvent> prepare(Cause cause, List<Publication<?>> outgoing, Instant now) {
        List<SerializedEvent> events = new ArrayList<>(outgoing.size());
        Set<Entity> claimed = new HashSet<>();
        Integer version = cause.lastVersion();
        for (Publication<?> event : outgoing) {
            String id = idOf(cause.key(), events.size());
            EventEnvelope envelope = switch (event.about()) {
                case About.CausesEntity next -> {
                    version = version == null ? null : Integer.valueOf(after(version));
                    yield envelope(
                            cause.envelope(),
                            event,
                            new Stamp(id, now, cause.envelope().subject(), version));
                }
                case About.Known(Entity entity) ->
                    envelope(cause.envelope(), event, new Stamp(id, now, entity.id(), entity.version()));
                case About.Nothing nothing -> envelope(cause.envelope(), event, new Stamp(id, now, null, null));
            };
            requireUnclaimed(envelope, claimed);
            events.add(serialized(envelope));
        }
        return events;
    }

    private static void requireUnclaimed(Envelope envelope, Set<Entity> claimed) {
        if (envelope.subject() != null && envelope.entityVersion() != null) {
            Entity entity = new Entity(envelope.subject(), envelope.entityVersion());
            if (!claimed.add(entity)) {
                throw new PermanentFailure("The effect publishes two events about version " + entity.version() + " of "
                        + entity.id() + ": name another version, or none, for one of them");
            }
        }
    }

    private static int after(int version) {
        if (version == Integer.MAX_VALUE) {
            throw new PermanentFailure("entityversion is " + version + ": no version can follow it");
        }
        return version + 1;
    }

    private EventEnvelope envelope(Envelope cause, Publication<?> event, Stamp stamp) {
        EventEnvelope clear = new EventEnvelope(
                stamp.id(),
                event.type().source(),
                event.type().name(),
                event.type().version(),
                stamp.time(),
                stamp.subject(),
                stamp.version(),
                CorrelationContext.after(cause),
                null,
                null,
                extensions(cause, event),
                binding.write(event.data()));
        return encryption.encrypt(event.type(), clear);
    }

    private static Map<String, Object> extensions(Envelope cause, Publication<?> event) {
        Map<String, Object> extensions = Extensions.after(cause);
        extensions.putAll(event.extensions());
        return extensions;
    }

    private SerializedEvent serialized(EventEnvelope envelope) {
        String text = json.write(envelope);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "%s to publish has %,d bytes; the limit is %,d".formatted(envelope.type(), bytes, MOST_BYTES));
        }
        if (isDeeperThan(MOST_LEVELS, envelope.tree())) {
            throw new PermanentFailure(
                    Reason.TOO_DEEP,
                    "%s to publish is nested deeper than %d levels".formatted(envelope.type(), MOST_LEVELS));
        }
        return new SerializedEvent(envelope, text);
    }

    private static boolean isDeeperThan(int levels, JsonNode node) {
        if (!node.isContainerNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (isDeeperThan(levels - 1, child)) {
                return true;
            }
        }
        return false;
    }

    private static String idOf(IdempotencyKey key, int index) {
        return UUID.nameUUIDFromBytes((key.text() + "/" + index).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * What is published for.
     *
     * @param lastVersion after which the events about the cause's entity are stamped; null: they get none
     */
    record Cause(
            Envelope envelope, IdempotencyKey key, @Nullable Integer lastVersion) {

        static Cause of(Envelope envelope, IdempotencyKey key) {
            return new Cause(envelope, key, envelope.entityVersion());
        }

        Cause after(int stored) {
            return new Cause(
                    envelope, key, lastVersion == null ? null : Integer.valueOf(Math.max(lastVersion, stored)));
        }
    }

    private record Stamp(
            String id,
            Instant time,
            @Nullable String subject,
            @Nullable Integer version) {}
}
