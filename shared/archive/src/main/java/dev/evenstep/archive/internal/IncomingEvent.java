package dev.evenstep.archive.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.EventReference;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.Rfc3339;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the archive must know of an event, whose type it need not know. What an envelope does not say, EventBridge's wrapping says.
 *
 * @param envelope its attributes and data; of an event of others what EventBridge put around it
 * @param body exactly as it came, without EventBridge's wrapping where the envelope says everything itself
 */
public record IncomingEvent(
        EventReference reference,
        String type,
        Instant time,
        int schemaVersion,
        @Nullable String entity,
        @Nullable Integer version,
        @Nullable String correlationId,
        JsonNode envelope,
        String body) {

    /** What SQS and EventBridge carry at most; and deeper than any consumer reads. */
    private static final Limits LIMITS = new Limits(1024 * 1024, 500);

    private static final JsonText JSON = new JsonText(LIMITS);
    private static final JsonFactory TOKENS = new JsonFactory();

    /**
     * @param sent its time where it says none itself
     * @throws PermanentFailure {@link Reason#MALFORMED}, {@link Reason#TOO_LARGE} or {@link Reason#TOO_DEEP}
     */
    public static IncomingEvent of(String body, @Nullable Instant sent) {
        JsonNode outer = JSON.parse(body);
        JsonNode detail = outer.path("detail");
        boolean isOfBus = outer.has("detail-type");
        boolean isWrapped = isOfBus && detail.has("specversion");
        JsonNode envelope = isWrapped ? detail : outer;
        JsonNode wrapping = isWrapped ? outer : MissingNode.getInstance();
        Instant own = time(envelope);
        Instant time = own != null ? own : time(wrapping) != null ? time(wrapping) : sent;
        if (time == null) {
            throw new PermanentFailure(Reason.MALFORMED, "The event says no time, and nor does its source");
        }
        return new IncomingEvent(
                reference(text(envelope, wrapping, "id"), text(envelope, wrapping, "source")),
                isOfBus && !isWrapped ? text(outer, outer, "detail-type") : type(envelope, wrapping),
                time,
                Objects.requireNonNullElse(count(envelope, "schemaversion"), 1),
                optional(envelope, "subject"),
                count(envelope, "entityversion"),
                optional(envelope, "correlationid"),
                envelope,
                isWrapped && own != null ? detail(body) : body);
    }

    private static EventReference reference(String id, String source) {
        try {
            return new EventReference(source, id, null, null);
        } catch (IllegalArgumentException invalid) {
            throw PermanentFailure.because(Reason.MALFORMED, "The event's " + invalid.getMessage(), invalid);
        }
    }

    private static String type(JsonNode envelope, JsonNode wrapping) {
        String type = optional(envelope, "type");
        return type == null ? text(wrapping, wrapping, "detail-type") : type;
    }

    private static String text(JsonNode envelope, JsonNode wrapping, String name) {
        String text = optional(envelope, name);
        String other = text == null ? optional(wrapping, name) : text;
        if (other == null) {
            throw new PermanentFailure(Reason.MALFORMED, "The event says no " + name);
        }
        return other;
    }

    private static @Nullable String optional(JsonNode envelope, String name) {
        String text = envelope.path(name).textValue();
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable Integer count(JsonNode envelope, String name) {
        JsonNode value = envelope.path(name);
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0 ? value.intValue() : null;
    }

    private static @Nullable Instant time(JsonNode envelope) {
        try {
            String text = optional(envelope, "time");
            return text == null ? null : Rfc3339.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** As it stands in the text, number for number. */
    private static String detail(String body) {
        try (JsonParser json = TOKENS.createParser(body)) {
            JsonToken token = json.nextToken();
            while (token != null) {
                token = json.nextToken();
                if (token == JsonToken.FIELD_NAME) {
                    boolean isDetail = json.currentName().equals("detail");
                    token = json.nextToken();
                    int start = (int) json.currentTokenLocation().getCharOffset();
                    json.skipChildren();
                    if (isDetail) {
                        return body.substring(
                                start, (int) json.currentLocation().getCharOffset());
                    }
                }
            }
            return body;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
