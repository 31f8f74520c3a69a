package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchivedEvent;
import dev.evenstep.internal.retry.Pause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The queue of the consumer to which is replayed. On a FIFO queue, what keeps an event's order is its group, and what the same run
 * sends again within SQS's 5 minutes is taken once.
 */
final class ReplayQueue {

    /** SQS's limits for a batch. */
    static final int MOST_MESSAGES = 10;

    static final int MOST_BYTES = 1024 * 1024;

    private static final int ATTEMPTS = 8;

    private final SqsClient sqs;
    private final String url;
    private final Pause pause;

    ReplayQueue(SqsClient sqs, String url, Pause pause) {
        this.sqs = sqs;
        this.url = url;
        this.pause = pause;
    }

    /**
     * An event, and what keeps its order: the partition key, else the entity, else the event alone.
     *
     * @param bytes of its body
     */
    record Message(ArchivedEvent event, String group, int bytes) {

        static Message of(ArchivedEvent event) {
            String key = IncomingEvent.of(event.body(), event.time())
                    .envelope()
                    .path("partitionkey")
                    .asText("");
            String entity = Objects.requireNonNullElse(event.entity(), event.source() + "#" + event.id());
            return new Message(
                    event, key.isBlank() ? entity : key, event.body().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /**
     * All of them, in as many requests as it takes. Two of one group never go together, since SQS may refuse the first and take
     * the second.
     *
     * @throws IllegalStateException where SQS refuses one for good
     */
    void send(List<Message> messages, String run) {
        List<Message> open = messages;
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                entries.add(entry(Integer.toString(i), open.get(i), run));
            }
            List<BatchResultErrorEntry> refused = sqs.sendMessageBatch(
                            request -> request.queueUrl(url).entries(entries))
                    .failed();
            open = refused.stream()
                    .map(entry -> Integer.parseInt(entry.id()))
                    .sorted()
                    .map(open::get)
                    .toList();
            if (attempt == ATTEMPTS && !open.isEmpty()) {
                throw new IllegalStateException("SQS does not take %d events: %s"
                        .formatted(open.size(), refused.getFirst().code()));
            }
            if (!open.isEmpty()) {
                pause.of(Duration.ofMillis(100L << attempt));
            }
        }
    }

    private SendMessageBatchRequestEntry entry(String id, Message message, String run) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(message.event().body());
        if (url.endsWith(".fifo")) {
            ArchivedEvent event = message.event();
            entry.messageGroupId(groupId(message.group()))
                    .messageDeduplicationId(hash(run + "#" + event.source() + "#" + event.id() + "#" + event.time()));
        }
        return entry.build();
    }

    /** SQS takes 128 characters, and of these not all: what does not fit has a group by its hash. */
    private static String groupId(String group) {
        return group.matches("[\\x21-\\x7E]{1,128}") ? group : hash(group);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
