package dev.evenstep.consume;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Outgoing;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Extensions;
import dev.evenstep.event.Limits;
import dev.evenstep.event.Lineage;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.schema.DataBinding;
import dev.evenstep.store.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes envelopes for what an effect publishes. Their ids follow from the event that caused them, so that running a
 * handler twice publishes the same events and not others like them.
 */
final class Publishing {

    /** Below what is read by default, since a bus puts something of its own around an event. */
    private static final int MOST_BYTES = 120 * 1024;

    /** Of the data: its envelope and what a bus puts around that count for readers too. */
    private static final int MOST_LEVELS = Limits.defaults().maxDepth() - 4;

    private final DataBinding binding;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    Publishing(DataBinding binding) {
        this.binding = binding;
    }

    List<SerializedEvent> prepare(Envelope cause, List<Outgoing<?>> outgoing, IdempotencyKey key, Instant now) {
        List<SerializedEvent> events = new ArrayList<>(outgoing.size());
        Integer version = cause.entityVersion();
        for (Outgoing<?> event : outgoing) {
            Entity about = event.about();
            if (about == null && version != null) {
                version = after(version);
            }
            String subject = about == null ? cause.subject() : about.id();
            Integer entityVersion = about == null ? version : Integer.valueOf(about.version());
            events.add(serialized(envelope(cause, event, idOf(key, events.size()), now, subject, entityVersion)));
        }
        return events;
    }

    private static int after(int version) {
        if (version == Integer.MAX_VALUE) {
            throw new PermanentFailure("entityversion is " + version + ": no version can follow it");
        }
        return version + 1;
    }

    private Envelope envelope(
            Envelope cause,
            Outgoing<?> event,
            String id,
            Instant now,
            @Nullable String subject,
            @Nullable Integer entityVersion) {
        return new Envelope(
                id,
                event.type().source(),
                event.type().name(),
                event.type().version(),
                now,
                subject,
                entityVersion,
                Lineage.after(cause),
                null,
                null,
                extensions(cause, event),
                binding.write(event.data()));
    }

    private static Map<String, Object> extensions(Envelope cause, Outgoing<?> event) {
        Map<String, Object> extensions = Extensions.after(cause);
        extensions.putAll(event.extensions());
        return extensions;
    }

    private SerializedEvent serialized(Envelope envelope) {
        String text = json.write(envelope);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "%s to publish has %,d bytes; the limit is %,d".formatted(envelope.type(), bytes, MOST_BYTES));
        }
        if (isDeeperThan(MOST_LEVELS, envelope.data())) {
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
        return levels == 0 || node.valueStream().anyMatch(child -> isDeeperThan(levels - 1, child));
    }

    private static String idOf(IdempotencyKey key, int index) {
        return UUID.nameUUIDFromBytes((key.text() + "/" + index).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
