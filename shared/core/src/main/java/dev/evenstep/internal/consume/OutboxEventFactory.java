package dev.evenstep.internal.consume;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect.Publication;
import dev.evenstep.effect.Effect.Publication.About;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.EventSerializer;
import dev.evenstep.internal.event.Extensions;
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

    private final DataBinding binding;
    private final FieldEncryption encryption;
    private final EventSerializer serializer = new EventSerializer();

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
            events.add(serializer.serialize(envelope));
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
