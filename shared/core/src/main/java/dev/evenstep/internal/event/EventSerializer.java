package dev.evenstep.internal.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.nio.charset.StandardCharsets;

/** Writes events that are to be published, within what every bus takes and every consumer reads. */
public final class EventSerializer {

    /** Below what is read by default, since a bus puts something of its own around an event. */
    private static final int MOST_BYTES = 120 * 1024;

    /** Of the data: its envelope and what a bus puts around that count for readers too. */
    private static final int MOST_LEVELS = Limits.defaults().maxDepth() - 4;

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    /** @throws PermanentFailure {@link Reason#TOO_LARGE} or {@link Reason#TOO_DEEP} */
    public SerializedEvent serialize(EventEnvelope envelope) {
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
}
