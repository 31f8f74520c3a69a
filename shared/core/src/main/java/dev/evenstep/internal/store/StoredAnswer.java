package dev.evenstep.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the outside answered when an event was handled, kept on the event's record from the call until the commit: whoever
 * finds it does not call again.
 *
 * @param event the key of that event
 * @param fingerprint of its type and data
 * @param json what was answered; null where it could not be kept
 * @param unkept why it could not be kept, in words; null where it was
 */
public record StoredAnswer(
        String event,
        String fingerprint,
        @Nullable String json,
        @Nullable String unkept) {

    /**
     * The most bytes of an answer's JSON in UTF-8. A stream's record holds the last event's result beside the next one's
     * answer, and both must fit into DynamoDB's 400 KB for an item.
     */
    public static final int MOST_BYTES = 128 * 1024;

    public StoredAnswer {
        if ((json == null) == (unkept == null)) {
            throw new IllegalArgumentException("An answer to " + event + " must be kept, or say why it is not");
        }
    }

    /** An answer to the step's event; one above {@link #MOST_BYTES} is not kept. */
    public static StoredAnswer of(Step step, String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return bytes > MOST_BYTES
                ? unkept(step, "its JSON has %,d bytes; %,d are the most".formatted(bytes, MOST_BYTES))
                : new StoredAnswer(step.event().text(), step.fingerprint(), json, null);
    }

    /** The mark that the step's event was answered. */
    public static StoredAnswer unkept(Step step, String why) {
        return new StoredAnswer(step.event().text(), step.fingerprint(), null, why);
    }

    /** Why another event than the one that was answered is not let in; null where it is the same one. */
    @Nullable
    Refusal refusal(Step step) {
        if (!event.equals(step.event().text())) {
            return new Refusal.Conflict(step instanceof Step.Ordered inOrder ? inOrder.number() : 0, event);
        }
        return Objects.equals(fingerprint, step.fingerprint()) ? null : new Refusal.KeyReused(event);
    }
}
