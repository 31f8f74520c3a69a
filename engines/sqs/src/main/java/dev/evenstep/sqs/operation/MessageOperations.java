package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.queue.Queues.ReceiveRequest;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Messages, one by one and in batches. */
record MessageOperations(QueueContext context) {

    private static final int MOST_MESSAGES = 10;
    private static final int LONGEST_WAIT = 20;
    private static final int LONGEST_VISIBILITY = 43_200;
    private static final int LARGEST_BATCH = 1_048_576;

    Map<String, Function<RequestInput, ObjectNode>> byName() {
        return Map.of(
                "SendMessage", this::send,
                "SendMessageBatch", this::sendBatch,
                "ReceiveMessage", this::receive,
                "DeleteMessage", input -> one(input, MessageOperations::deletion),
                "DeleteMessageBatch", input -> batch(input, "DeleteMessage", MessageOperations::deletion),
                "ChangeMessageVisibility", input -> one(input, MessageOperations::visibility),
                "ChangeMessageVisibilityBatch",
                        input -> batch(input, "ChangeMessageVisibility", MessageOperations::visibility));
    }

    private ObjectNode send(RequestInput input) {
        var settings = context.queue(input).settings();
        var unused = input.required("MessageBody");
        OutgoingMessage.check(input, settings, SqsError::missing);
        var sending = OutgoingMessage.of(input, settings);
        return context.machine().write(() -> sending.to(context.queue(input)));
    }

    private ObjectNode sendBatch(RequestInput input) {
        var settings = context.queue(input).settings();
        var batch = Batch.of(input, "SendMessage");
        batch.entries().forEach(entry -> OutgoingMessage.check(entry, settings, SqsError::incomplete));
        var sendings = batch.each(entry -> OutgoingMessage.of(entry, settings));
        int size = sendings.values().stream()
                .mapToInt(sending -> sending.content().size())
                .sum();
        if (size > LARGEST_BATCH) {
            throw SqsError.service(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                            .formatted(LARGEST_BATCH, size));
        }
        return context.machine().write(() -> {
            var queue = context.queue(input);
            sendings.forEach((id, sending) -> batch.done(id, sending.to(queue)));
            return batch.answer();
        });
    }

    /** What is to be done to one message, read from a request or an entry of one. */
    @FunctionalInterface
    private interface Work {
        void on(Queue queue, RequestInput input);
    }

    private static void deletion(Queue queue, RequestInput input) {
        queue.delete(input.required("ReceiptHandle"));
    }

    private static void visibility(Queue queue, RequestInput input) {
        var handle = input.required("ReceiptHandle");
        int seconds = input.seconds("VisibilityTimeout", LONGEST_VISIBILITY)
                .orElseThrow(() -> SqsError.missing("VisibilityTimeout"));
        queue.changeVisibility(handle, seconds);
    }

    private ObjectNode one(RequestInput input, Work work) {
        return context.change(input, queue -> work.on(queue, input));
    }

    private ObjectNode batch(RequestInput input, String operation, Work work) {
        var batch = Batch.of(input, operation);
        return context.machine().write(() -> {
            var queue = context.queue(input);
            var done = batch.each(entry -> {
                work.on(queue, entry);
                return JsonTrees.object();
            });
            done.forEach(batch::done);
            return batch.answer();
        });
    }

    private ObjectNode receive(RequestInput input) {
        var name = context.name(input);
        var request = new ReceiveRequest(
                input.upTo("MaxNumberOfMessages", MOST_MESSAGES).orElse(1),
                input.seconds("VisibilityTimeout", LONGEST_VISIBILITY),
                input.seconds("WaitTimeSeconds", LONGEST_WAIT).map(Duration::ofSeconds));
        List<String> system = new ArrayList<>(input.texts("AttributeNames"));
        system.addAll(input.texts("MessageSystemAttributeNames"));
        var names = input.texts("MessageAttributeNames");
        var answer = JsonTrees.object();
        try {
            context.queues()
                    .receive(name, request)
                    .forEach(message -> answer.withArray("Messages").add(message.json(system, names)));
        } catch (InterruptedException e) {
            throw SqsError.interrupted();
        }
        return answer;
    }
}
