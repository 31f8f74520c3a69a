package dev.evenstep.internal.consume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.store.RecordAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a consumer to itself: look after what is parked behind a record. It travels as an event of type {@value
 * #TYPE} through the consumer's own queue.
 *
 * @param stream the stream, or the message group, whose record it is; null where it is an event's
 * @param source of the event whose record it is; null where it is a stream's
 * @param event that event's id
 * @param task what to do there
 * @param due when there is something to do
 */
public record WakeUp(
        String consumer,
        @Nullable String stream,
        @Nullable String source,
        @Nullable String event,
        Task task,
        Instant due) {

    /** What shall be done with what is parked. */
    public enum Task {
        /** What can run does, and what is overdue is given up. */
        LOOK_AFTER,
        /** What is missing, or the dead letter that stops the line, is left out. */
        LEAVE_OUT,
        /** The event that is held runs again. */
        RUN_AGAIN,
        /** The event that is held is dead-lettered. */
        DEAD_LETTER
    }

    /** The type of the event that it travels as. */
    public static final String TYPE = "dev.evenstep.WakeUp";

    private static final String SOURCE = "dev.evenstep";
    private static final EnvelopeJson JSON = new EnvelopeJson(Limits.defaults());

    public WakeUp {
        boolean ofStream = stream != null && source == null && event == null;
        boolean ofEvent = stream == null && source != null && event != null;
        if (!ofStream && !ofEvent) {
            throw new IllegalArgumentException(
                    "A wake-up of " + consumer + " must name a stream, or an event by source and id, and not both");
        }
    }

    static WakeUp behind(String consumer, RecordAddress address, Instant due) {
        return switch (address) {
            case RecordAddress.OfEvent(var event) ->
                new WakeUp(consumer, null, event.source(), event.eventId(), WakeUp.Task.LOOK_AFTER, due);
            case RecordAddress.OfStream(var key) ->
                new WakeUp(consumer, key.stream(), null, null, WakeUp.Task.LOOK_AFTER, due);
            case RecordAddress.OnItem(var key, var item) ->
                new WakeUp(consumer, key.stream(), null, null, WakeUp.Task.LOOK_AFTER, due);
        };
    }

    static boolean isOne(Envelope envelope) {
        return envelope.type().equals(TYPE);
    }

    /** @throws PermanentFailure {@link Reason#MALFORMED} when it lacks what a wake-up needs */
    public static WakeUp of(Envelope envelope) {
        ObjectNode data = EventEnvelope.of(envelope).tree();
        try {
            return new WakeUp(
                    data.path("consumer").asText(),
                    text(data, "stream"),
                    text(data, "source"),
                    text(data, "event"),
                    Task.valueOf(data.path("task").asText()),
                    Instant.parse(data.path("due").asText()));
        } catch (IllegalArgumentException | DateTimeException invalid) {
            throw PermanentFailure.because(Reason.MALFORMED, "The wake-up cannot be read", invalid);
        }
    }

    /** The body to send. */
    public String toMessage(Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("consumer", consumer);
        data.put("stream", stream);
        data.put("source", source);
        data.put("event", event);
        data.put("task", task.name());
        data.put("due", due.toString());
        return JSON.write(new EventEnvelope(
                UUID.randomUUID().toString(),
                SOURCE,
                TYPE,
                1,
                now,
                null,
                null,
                CorrelationContext.none(),
                null,
                null,
                data));
    }

    private static @Nullable String text(ObjectNode data, String name) {
        JsonNode value = data.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
