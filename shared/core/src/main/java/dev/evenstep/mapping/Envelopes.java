package dev.evenstep.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.schema.DataBinding;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what mappings make. */
final class Envelopes {

    private static final int LONGEST_NAME = 256;

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final DataBinding binding = new DataBinding();

    /** @throws PermanentFailure {@code malformed}, naming the attribute, where it cannot be one's value */
    String write(Head head, int schemaVersion, ObjectNode data) {
        try {
            Envelope envelope = new EventEnvelope(
                    head.id(),
                    head.source(),
                    head.type(),
                    schemaVersion,
                    head.time(),
                    head.subject(),
                    head.version(),
                    new CorrelationContext(head.correlation(), null, null),
                    null,
                    null,
                    head.extensions(),
                    data);
            return json.write(envelope);
        } catch (IllegalArgumentException invalid) {
            throw PermanentFailure.because(Reason.MALFORMED, "The mapped event's " + invalid.getMessage(), invalid);
        }
    }

    /** A domain's event with a change's attributes. */
    String write(Head change, MappedEvent event) {
        String subject = event.subject() == null ? change.subject() : event.subject();
        Head head = change.with(event.type().name(), subject);
        return write(head, event.type().version(), binding.write(event.data()));
    }

    static boolean isName(String text) {
        return text.length() <= LONGEST_NAME;
    }

    /** An envelope's attributes, besides the data's version. */
    record Head(
            String id,
            String source,
            String type,
            Instant time,
            @Nullable String subject,
            @Nullable Integer version,
            @Nullable String correlation,
            Map<String, Object> extensions) {

        Head with(String otherType, @Nullable String otherSubject) {
            return new Head(id, source, otherType, time, otherSubject, version, correlation, extensions);
        }
    }
}
