package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Receives a mapping's batches from its queue and deletes messages there. */
final class QueueReader {

    /** SQS's own bound for one call. */
    private static final int MOST_PER_CALL = 10;

    private static final int DELETE_ATTEMPTS = 5;

    private final MappingSpec spec;
    private final Sources sources;
    private final MappingOptions options;
    private final WakeSignal bell;
    private final String queue;

    QueueReader(MappingSpec spec, Sources sources, MappingOptions options, WakeSignal bell) {
        this.spec = spec;
        this.sources = sources;
        this.options = options;
        this.bell = bell;
        this.queue = spec.sourceArn().substring(spec.sourceArn().lastIndexOf(':') + 1);
    }

    /**
     * Waits for messages. Without a window, what the first receive brings is the batch; with one, messages are gathered
     * from the first one on until the batch is full, its payload would be too large, or the window is over.
     *
     * @throws AwsException where the queue is missing or does not answer
     */
    List<QueueMessage> next() throws InterruptedException {
        List<QueueMessage> first = receive(spec.batchSize(), options.receiveWait());
        if (first.isEmpty() || spec.window().isZero()) {
            return first;
        }
        // By id: where the window is longer than the visibility time-out, a message may come twice.
        Map<String, QueueMessage> gathered = new LinkedHashMap<>();
        first.forEach(message -> gathered.put(message.id(), message));
        Instant end = sources.time().now().plus(spec.window());
        int size = size(first);
        while (gathered.size() < spec.batchSize() && size < EventJson.LARGEST && !bell.isStopped()) {
            Duration left = Duration.between(sources.time().now(), end);
            if (!left.isPositive()) {
                break;
            }
            Duration wait = left.compareTo(options.receiveWait()) < 0 ? left : options.receiveWait();
            List<QueueMessage> more = receive(spec.batchSize() - gathered.size(), wait);
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

    private List<QueueMessage> receive(int most, Duration wait) throws InterruptedException {
        return sources.sqs().receive(queue, Math.min(most, MOST_PER_CALL), wait).stream()
                .map(message -> QueueMessage.of(message, spec.sourceArn()))
                .toList();
    }

    /**
     * After so long a message that was received is given to others again.
     *
     * @throws AwsException where there is no such queue
     */
    Duration visibility() {
        ObjectNode request = JsonTrees.object().put("QueueUrl", queue);
        request.putArray("AttributeNames").add("VisibilityTimeout");
        return Duration.ofSeconds(sources.sqs()
                .call("GetQueueAttributes", request)
                .path("Attributes")
                .path("VisibilityTimeout")
                .asLong());
    }

    /** Deletes messages; tries again what SQS refuses. What cannot be deleted in the end comes back. */
    void delete(List<QueueMessage> messages) throws InterruptedException {
        List<String> handles =
                messages.stream().map(QueueMessage::receiptHandle).toList();
        for (int attempt = 0; !handles.isEmpty() && attempt < DELETE_ATTEMPTS; attempt++) {
            try {
                sources.sqs().delete(queue, handles);
                return;
            } catch (AwsException e) {
                bell.pause(options.retryPause(attempt));
            }
        }
    }
}
