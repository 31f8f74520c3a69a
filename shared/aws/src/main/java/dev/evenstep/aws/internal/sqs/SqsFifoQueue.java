package dev.evenstep.aws.internal.sqs;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus;
import dev.evenstep.internal.store.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * An SQS FIFO queue that events are published to. The body is the envelope; the message group is what keeps the event's
 * order, so that the queue keeps it all the way to its consumer. What is sent twice within 5 minutes is taken once (SQS's
 * deduplication interval), told by the event's source and id.
 *
 * <p>Refused for good is a message with characters that SQS does not take, or that is too long (SQS API reference,
 * SendMessage and SendMessageBatch, "Errors": {@code InvalidMessageContents}, {@code InvalidParameterValue}, {@code
 * InvalidAttributeValue}; {@code BatchRequestTooLong} of a call with one message). Refused for now is all else: {@code
 * InternalError}, {@code RequestThrottled}, {@code OverLimit}, {@code AccessDenied}, a queue that is not there, every KMS
 * error, the network. Somebody can repair that, and no event is lost for it.
 */
public final class SqsFifoQueue implements EventBus {

    /** Refusals of an entry that come from the message itself (SQS API reference, SendMessage, "Errors"). */
    private static final Set<String> FOR_GOOD =
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
    public List<PublishResult> publish(List<SerializedEvent> events, Duration time) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (SerializedEvent event : events) {
            entries.add(entry(Integer.toString(entries.size()), event));
        }
        try {
            SendMessageBatchResponse response = sqs.get()
                    .sendMessageBatch(request -> request.queueUrl(queueUrl)
                            .entries(entries)
                            .overrideConfiguration(CallTimeout.within(time)));
            return answers(entries, response);
        } catch (InvalidMessageContentsException | BatchRequestTooLongException refused) {
            if (events.size() > 1) {
                throw new InvalidCallException(String.valueOf(refused.getMessage()), refused);
            }
            return List.of(new PublishResult.Refused(
                    refused.awsErrorDetails().errorCode(), String.valueOf(refused.getMessage()), true));
        }
    }

    /** SQS answers in an order of its own. One that it says nothing of is not known to be taken. */
    private static List<PublishResult> answers(
            List<SendMessageBatchRequestEntry> entries, SendMessageBatchResponse response) {
        Map<String, PublishResult> answers = new HashMap<>();
        response.successful().forEach(taken -> answers.put(taken.id(), new PublishResult.Accepted()));
        response.failed().forEach(refused -> answers.put(refused.id(), refused(refused)));
        PublishResult unknown = new PublishResult.Refused("NoAnswer", "SQS said nothing of it", false);
        return entries.stream()
                .map(entry -> answers.getOrDefault(entry.id(), unknown))
                .toList();
    }

    private static PublishResult refused(BatchResultErrorEntry entry) {
        String code = entry.code().substring(entry.code().lastIndexOf('.') + 1);
        return new PublishResult.Refused(code, String.valueOf(entry.message()), FOR_GOOD.contains(code));
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
