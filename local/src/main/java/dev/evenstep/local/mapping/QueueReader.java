package dev.evenstep.local.mapping;

import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Receives a mapping's batches from its queue and deletes messages there. */
final class QueueReader {

    /** SQS's own bound for one call. */
    private static final int MOST_PER_CALL = 10;

    private static final int DELETE_ATTEMPTS = 5;

    private final MappingSpec spec;
    private final SqsClient sqs;
    private final MappingOptions options;
    private volatile @Nullable String url;
    private volatile Duration visibility = Duration.ofSeconds(30);

    QueueReader(MappingSpec spec, SqsClient sqs, MappingOptions options) {
        this.spec = spec;
        this.sqs = sqs;
        this.options = options;
    }

    /**
     * Waits for messages. Without a window, what the first receive brings is the batch; with one, messages are gathered
     * from the first one on until the batch is full, its payload would be too large, or the window is over.
     *
     * @throws UnreadableException where the queue is missing or does not answer
     */
    List<QueueMessage> next(BooleanSupplier stopping) throws InterruptedException {
        List<QueueMessage> first = receive(spec.batchSize(), options.receiveWait());
        if (first.isEmpty() || spec.window().isZero()) {
            return first;
        }
        // By id: where the window is longer than the visibility time-out, a message may come twice.
        Map<String, QueueMessage> gathered = new LinkedHashMap<>();
        first.forEach(message -> gathered.put(message.id(), message));
        long deadline = System.nanoTime() + spec.window().toNanos();
        int size = size(first);
        while (gathered.size() < spec.batchSize() && size < EventJson.LARGEST && !stopping.getAsBoolean()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                break;
            }
            List<QueueMessage> more = receive(spec.batchSize() - gathered.size(), shorter(left));
            more.forEach(message -> gathered.put(message.id(), message));
            size += size(more);
        }
        return List.copyOf(gathered.values());
    }

    private static int size(List<QueueMessage> messages) {
        return messages.stream()
                .mapToInt(message -> EventJson.size(message.json()))
                .sum();
    }

    private Duration shorter(Duration left) {
        return left.compareTo(options.receiveWait()) < 0 ? left : options.receiveWait();
    }

    /** @throws UnreadableException where there is no such queue */
    void find() throws InterruptedException {
        call(this::url);
    }

    private List<QueueMessage> receive(int most, Duration wait) throws InterruptedException {
        ReceiveMessageRequest.Builder request = ReceiveMessageRequest.builder()
                .maxNumberOfMessages(Math.min(most, MOST_PER_CALL))
                .waitTimeSeconds((int) Math.ceilDiv(wait.toMillis(), 1000L))
                .messageAttributeNames("All")
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL);
        return call(() -> sqs.receiveMessage(request.queueUrl(url()).build()).messages().stream()
                .map(message -> QueueMessage.of(message, spec.sourceArn()))
                .toList());
    }

    private <T> T call(Supplier<T> request) throws InterruptedException {
        try {
            return request.get();
        } catch (SdkException e) {
            Interruptions.rethrow(e);
            url = null;
            throw new UnreadableException(String.valueOf(e.getMessage()), e);
        }
    }

    private String url() {
        String known = url;
        if (known == null) {
            String name = spec.sourceArn().substring(spec.sourceArn().lastIndexOf(':') + 1);
            String found = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            String seconds = sqs.getQueueAttributes(
                            request -> request.queueUrl(found).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                    .attributes()
                    .getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
            visibility = Duration.ofSeconds(Long.parseLong(seconds));
            known = found;
            url = known;
        }
        return known;
    }

    /** After so long a message that was received is given to others again. */
    Duration visibility() {
        return visibility;
    }

    /** Deletes messages; tries again what SQS refuses. What cannot be deleted in the end comes back. */
    void delete(List<QueueMessage> messages) throws InterruptedException {
        for (int from = 0; from < messages.size(); from += MOST_PER_CALL) {
            List<QueueMessage> left = messages.subList(from, Math.min(messages.size(), from + MOST_PER_CALL));
            for (int attempt = 0; !left.isEmpty() && attempt < DELETE_ATTEMPTS; attempt++) {
                if (attempt > 0) {
                    Thread.sleep(options.retryPause(attempt - 1));
                }
                left = deleteOnce(left);
            }
        }
    }

    /** Gives back those that are still there. */
    private List<QueueMessage> deleteOnce(List<QueueMessage> messages) throws InterruptedException {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).message().receiptHandle())
                        .build())
                .toList();
        try {
            Set<String> failed =
                    sqs.deleteMessageBatch(request -> request.queueUrl(url()).entries(entries)).failed().stream()
                            .filter(failure -> !Boolean.TRUE.equals(failure.senderFault()))
                            .map(BatchResultErrorEntry::id)
                            .collect(Collectors.toSet());
            return IntStream.range(0, messages.size())
                    .filter(i -> failed.contains(Integer.toString(i)))
                    .mapToObj(messages::get)
                    .toList();
        } catch (SdkException e) {
            Interruptions.rethrow(e);
            return messages;
        }
    }
}
