package dev.evenstep.aws.sqs;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.outbox.EventBus;
import dev.evenstep.store.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * An SQS FIFO queue that events are published to. The body is the envelope; the message group is what keeps the event's
 * order, so that the queue keeps it all the way to its consumer. What is sent twice within 5 minutes is taken once (SQS's
 * deduplication interval), told by the event's source and id.
 */
public final class SqsFifoQueue implements EventBus {

    /** Refusals that come from the message itself (SQS's SendMessage reference). */
    private static final Set<String> PERMANENT =
            Set.of("InvalidMessageContents", "InvalidParameterValue", "InvalidAttributeValue");

    /** What SQS takes as a group and as a deduplication id: 1 to 128 of these. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[a-zA-Z0-9!-/:-@\\[-`{-~]{1,128}");

    private final Supplier<SqsClient> sqs;
    private final String queueUrl;

    public SqsFifoQueue(Supplier<SqsClient> sqs, String queueUrl) {
        if (!queueUrl.endsWith(".fifo")) {
            throw new IllegalArgumentException(
                    "The queue " + queueUrl + " is no FIFO queue: only those, called *.fifo, keep an entity's order");
        }
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public List<Publication> publish(List<SerializedEvent> events) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (SerializedEvent event : events) {
            entries.add(entry(Integer.toString(entries.size()), event));
        }
        try {
            SendMessageBatchResponse response = sqs.get()
                    .sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
            return answers(entries, response);
        } catch (InvalidMessageContentsException refused) {
            if (events.size() > 1) {
                throw refused;
            }
            return List.of(
                    new Publication.Refused("InvalidMessageContents", String.valueOf(refused.getMessage()), true));
        }
    }

    /** SQS answers in an order of its own. One that it says nothing of is not known to be taken. */
    private static List<Publication> answers(
            List<SendMessageBatchRequestEntry> entries, SendMessageBatchResponse response) {
        Map<String, Publication> answers = new HashMap<>();
        response.successful().forEach(taken -> answers.put(taken.id(), new Publication.Accepted()));
        response.failed().forEach(refused -> answers.put(refused.id(), refused(refused)));
        Publication unknown = new Publication.Refused("NoAnswer", "SQS said nothing of it", false);
        return entries.stream()
                .map(entry -> answers.getOrDefault(entry.id(), unknown))
                .toList();
    }

    private static Publication refused(BatchResultErrorEntry entry) {
        String code = entry.code().substring(entry.code().lastIndexOf('.') + 1);
        return new Publication.Refused(code, String.valueOf(entry.message()), PERMANENT.contains(code));
    }

    private static SendMessageBatchRequestEntry entry(String id, SerializedEvent event) {
        Envelope envelope = event.envelope();
        String unique = new IdempotencyKey("event", envelope.source(), envelope.id()).text();
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(event.json())
                .messageGroupId(acceptable(envelope.orderKey()))
                .messageDeduplicationId(acceptable(unique))
                .build();
    }

    private static String acceptable(String text) {
        if (ACCEPTABLE.matcher(text).matches()) {
            return text;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have", missing);
        }
    }
}
