package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.sqs.attributes.Settings;
import dev.evenstep.sqs.message.Content;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.util.Optional;
import java.util.function.Function;

/**
 * A message to send, checked against its queue.
 *
 * @param delay in seconds, of its own
 */
record Sending(Content content, Optional<Integer> delay) {

    private static final int LONGEST_DELAY = 900;
    private static final String OTHER_TYPE = "The request include parameter that is not valid for this queue type.";

    static Sending of(Input input, Settings settings) {
        var content = Content.of(input, settings.fifo());
        if (content.size() > settings.maximumSize()) {
            throw Refusal.invalid("One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
                    .formatted(settings.maximumSize()));
        }
        var delay = input.number("DelaySeconds", 0, LONGEST_DELAY, "DelaySeconds must be >= %d and <= %d.");
        if (settings.fifo() && delay.orElse(0) > 0) {
            throw Refusal.invalid(delay.get(), "DelaySeconds", OTHER_TYPE);
        }
        if (!settings.fifo() && content.deduplication() != null) {
            throw Refusal.invalid(content.deduplication(), "MessageDeduplicationId", OTHER_TYPE);
        }
        return new Sending(content, delay);
    }

    /** What a FIFO queue needs above all; of a batch, each entry. */
    static void check(Input input, Settings settings, Function<String, AwsException> missing) {
        if (settings.fifo() && input.text("MessageGroupId").isEmpty()) {
            throw missing.apply("MessageGroupId");
        }
        if (settings.fifo()
                && !settings.contentBased()
                && input.text("MessageDeduplicationId").isEmpty()) {
            throw Refusal.invalid("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    /** Within a write. */
    ObjectNode to(Queue queue) {
        return queue.send(content, delay);
    }
}
