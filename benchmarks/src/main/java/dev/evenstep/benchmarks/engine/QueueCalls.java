package dev.evenstep.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The calls that are measured, so many of each to one queue. */
final class QueueCalls {

    private static final int CALLERS = 4;

    private final SqsClient client;
    private final String queue;
    private final int messages;
    private final Queue<String> handles = new ConcurrentLinkedQueue<>();

    private QueueCalls(SqsClient client, String queue, int messages) {
        this.client = client;
        this.queue = queue;
        this.messages = messages;
    }

    static QueueCalls toNewQueue(SqsClient client, int messages) {
        var queue = client.createQueue(request -> request.queueName("q" + System.nanoTime()));
        return new QueueCalls(client, queue.queueUrl(), messages);
    }

    double send() throws Exception {
        var body = "x".repeat(200);
        return perSecond(
                () -> client.sendMessage(request -> request.queueUrl(queue).messageBody(body)));
    }

    double receive() throws Exception {
        return perSecond(
                () -> client.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(1))
                        .messages()
                        .forEach(message -> handles.add(message.receiptHandle())));
    }

    double delete() throws Exception {
        if (handles.size() != messages) {
            throw new IllegalStateException("%d of %d messages came".formatted(handles.size(), messages));
        }
        return perSecond(() -> {
            var handle = handles.remove();
            client.deleteMessage(request -> request.queueUrl(queue).receiptHandle(handle));
        });
    }

    private double perSecond(Runnable call) throws Exception {
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                all.add(threads.submit(() -> {
                    for (int count = 0; count < messages / CALLERS; count++) {
                        call.run();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return messages / CALLERS * CALLERS * 1e9 / (System.nanoTime() - start);
    }
}
