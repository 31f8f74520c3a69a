package dev.evenstep.sqs.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A message as a consumer gets it.
 *
 * @param number where it stands in its queue
 */
public record Received(Message message, long number, String receiptHandle) {

    private static final String SENDER = "AIDALOCALEVENSTEP0000";

    /** A FIFO queue's sequence number: 20 digits. */
    public static String sequenceNumber(long number) {
        var digits = Long.toString(number);
        return "1" + "0".repeat(19 - digits.length()) + digits;
    }

    /** The message system attributes, in SQS's names. */
    public Map<String, String> systemAttributes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("SenderId", SENDER);
        all.put("ApproximateFirstReceiveTimestamp", Long.toString(message.firstReceived()));
        all.put("ApproximateReceiveCount", Integer.toString(message.receives()));
        all.put("SentTimestamp", Long.toString(message.sent()));
        var content = message.content();
        if (content.deduplication() != null) {
            all.put("SequenceNumber", sequenceNumber(number));
            all.put("MessageDeduplicationId", content.deduplication());
        }
        if (content.group() != null) {
            all.put("MessageGroupId", content.group());
        }
        if (content.trace() != null) {
            all.put("AWSTraceHeader", content.trace());
        }
        if (message.source() != null) {
            all.put("DeadLetterQueueSourceArn", message.source());
        }
        return all;
    }

    /**
     * As {@code ReceiveMessage} gives it.
     *
     * @param system which system attributes, or {@code All}
     * @param names which message attributes, or patterns of them
     */
    public ObjectNode json(List<String> system, List<String> names) {
        var content = message.content();
        var json = JsonTrees.object()
                .put("MessageId", message.id())
                .put("ReceiptHandle", receiptHandle)
                .put("MD5OfBody", content.md5())
                .put("Body", content.body());
        if (!system.isEmpty()) {
            var attributes = systemAttributes();
            if (!system.contains("All")) {
                attributes.keySet().retainAll(system);
            }
            if (!attributes.isEmpty()) {
                attributes.forEach(json.putObject("Attributes")::put);
            }
        }
        var selected = MessageAttributes.select(content.attributes(), names);
        if (!selected.isEmpty()) {
            boolean all = selected.size() == content.attributes().size();
            json.put(
                    "MD5OfMessageAttributes",
                    all ? Objects.requireNonNull(content.attributesMd5()) : Digest.md5(selected));
            var attributes = json.putObject("MessageAttributes");
            selected.forEach((name, attribute) -> attributes.set(name, attribute.json()));
        }
        return json;
    }
}
