package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Bell bell;
    private final String url;

    QueueReader(MappingSpec spec, Sources sources, MappingOptions options, Bell bell) {
        String[] arn = spec.sourceArn().split(":", -1);
        this.spec = spec;
        this.sources = sources;
        this.options = options;
        this.bell = bell;
        this.url = "/" + arn[4] + "/" + arn[5];
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
        ObjectNode request = request()
                .put("MaxNumberOfMessages", Math.min(most, MOST_PER_CALL))
                .put("WaitTimeSeconds", Math.ceilDiv(wait.toMillis(), 1000L));
        request.putArray("MessageAttributeNames").add("All");
        request.putArray("MessageSystemAttributeNames").add("All");
        List<QueueMessage> messages = new ArrayList<>();
        call("ReceiveMessage", request)
                .path("Messages")
                .forEach(message -> messages.add(QueueMessage.of(message, spec.sourceArn())));
        return messages;
    }

    private ObjectNode request() {
        return Json.object().put("QueueUrl", url);
    }

    private ObjectNode call(String operation, ObjectNode request) throws InterruptedException {
        ObjectNode answer = sources.sqs().call(operation, request);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted during " + operation);
        }
        return answer;
    }

    /**
     * After so long a message that was received is given to others again.
     *
     * @throws AwsException where there is no such queue
     */
    Duration visibility() throws InterruptedException {
        ObjectNode request = request();
        request.putArray("AttributeNames").add("VisibilityTimeout");
        return Duration.ofSeconds(call("GetQueueAttributes", request)
                .path("Attributes")
                .path("VisibilityTimeout")
                .asLong());
    }

    /** Deletes messages; tries again what SQS refuses. What cannot be deleted in the end comes back. */
    void delete(List<QueueMessage> messages) throws InterruptedException {
        for (int from = 0; from < messages.size(); from += MOST_PER_CALL) {
            List<QueueMessage> left = messages.subList(from, Math.min(messages.size(), from + MOST_PER_CALL));
            for (int attempt = 0; !left.isEmpty() && attempt < DELETE_ATTEMPTS; attempt++) {
                if (attempt > 0) {
                    bell.pause(options.retryPause(attempt - 1));
                }
                left = deleteOnce(left);
            }
        }
    }

    /** Gives back those that are still there. */
    private List<QueueMessage> deleteOnce(List<QueueMessage> messages) throws InterruptedException {
        ObjectNode request = request();
        var entries = request.putArray("Entries");
        messages.forEach(message -> entries.addObject()
                .put("Id", Integer.toString(entries.size() - 1))
                .put("ReceiptHandle", message.receiptHandle()));
        List<QueueMessage> left = new ArrayList<>();
        try {
            call("DeleteMessageBatch", request).path("Failed").forEach(failure -> {
                if (!failure.path("SenderFault").asBoolean()) {
                    left.add(messages.get(failure.path("Id").asInt()));
                }
            });
            return left;
        } catch (AwsException e) {
            return messages;
        }
    }
}
