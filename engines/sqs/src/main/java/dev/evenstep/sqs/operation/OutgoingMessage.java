package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.sqs.attributes.QueueSettings;
import dev.evenstep.sqs.message.Content;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.util.Optional;
import java.util.function.Function;

/**
 * A message to send, checked against its queue.
 *
 * @param delay in seconds, of its own
 */
record OutgoingMessage(Content content, Optional<Integer> delay) {

    private static final int LONGEST_DELAY = 900;
    private static final String OTHER_TYPE = "The request include parameter that is not valid for this queue type.";

    static OutgoingMessage of(RequestInput input, QueueSettings settings) {
        var content = Content.of(input, settings.fifo());
        if (content.size() > settings.maximumSize()) {
            throw SqsError.invalid("One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
                    .formatted(settings.maximumSize()));
        }
        var delay = input.number("DelaySeconds", 0, LONGEST_DELAY, "DelaySeconds must be >= %d and <= %d.");
        if (settings.fifo() && delay.orElse(0) > 0) {
            throw SqsError.invalid(delay.get(), "DelaySeconds", OTHER_TYPE);
        }
        if (!settings.fifo() && content.deduplication() != null) {
            throw SqsError.invalid(content.deduplication(), "MessageDeduplicationId", OTHER_TYPE);
        }
        return new OutgoingMessage(content, delay);
    }

    /** What a FIFO queue needs above all; of a batch, each entry. */
    static void check(RequestInput input, QueueSettings settings, Function<String, AwsException> missing) {
        if (settings.fifo() && input.text("MessageGroupId").isEmpty()) {
            throw missing.apply("MessageGroupId");
        }
        if (settings.fifo()
                && !settings.contentBased()
                && input.text("MessageDeduplicationId").isEmpty()) {
            throw SqsError.invalid("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    /** Within a write. */
    ObjectNode to(Queue queue) {
        return queue.send(content, delay);
    }
}
