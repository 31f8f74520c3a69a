package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.attributes.Settings;
import dev.evenstep.sqs.message.Content;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.queue.Sent;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.util.Optional;

/**
 * A message to send, checked against its queue.
 *
 * @param delay in seconds, of its own
 */
record Sending(Content content, Optional<Integer> delay) {

    private static final int LONGEST_DELAY = 900;
    private static final String OTHER_TYPE = "The request include parameter that is not valid for this queue type.";

    static Sending of(Input input, Settings settings) {
        var content = Content.of(input);
        if (content.size() > settings.maximumSize()) {
            throw Refusal.invalid("One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
                    .formatted(settings.maximumSize()));
        }
        var delay = input.number(
                "DelaySeconds", 0, LONGEST_DELAY, "DelaySeconds must be >= 0 and <= %d.".formatted(LONGEST_DELAY));
        if (settings.fifo() && delay.orElse(0) > 0) {
            throw Refusal.invalid(delay.get(), "DelaySeconds", OTHER_TYPE);
        }
        if (!settings.fifo() && content.deduplication() != null) {
            throw Refusal.invalid(content.deduplication(), "MessageDeduplicationId", OTHER_TYPE);
        }
        return new Sending(content, delay);
    }

    static boolean lacksGroup(Input input, Settings settings) {
        return settings.fifo() && input.text("MessageGroupId").isEmpty();
    }

    static void checkDeduplication(Input input, Settings settings) {
        if (settings.fifo()
                && !settings.contentBased()
                && input.text("MessageDeduplicationId").isEmpty()) {
            throw Refusal.invalid("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    /** Within a write. */
    Sent to(Queue queue) {
        return queue.send(content, delay);
    }

    ObjectNode answer(Sent sent) {
        var answer = Json.object().put("MessageId", sent.messageId()).put("MD5OfMessageBody", content.md5());
        put(answer, "MD5OfMessageAttributes", Optional.ofNullable(content.attributesMd5()));
        put(answer, "MD5OfMessageSystemAttributes", Optional.ofNullable(content.systemMd5()));
        put(answer, "SequenceNumber", Optional.ofNullable(sent.sequenceNumber()));
        return answer;
    }

    private static void put(ObjectNode answer, String name, Optional<String> value) {
        value.ifPresent(text -> answer.put(name, text));
    }
}
