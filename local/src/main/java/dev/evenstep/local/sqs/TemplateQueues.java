package dev.evenstep.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.sqs.Sqs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes queues as a template describes them; those that are kept get the template's attributes. */
public final class TemplateQueues {

    private final Sqs engine;

    public TemplateQueues(Sqs engine) {
        this.engine = engine;
    }

    /** @throws IllegalArgumentException where a queue's name or dead-letter queue is not as SQS takes it */
    public void ensure(List<QueueSpec> queues) {
        for (QueueSpec queue : queues) {
            told(queue, () -> ensure(queue));
        }
        for (QueueSpec queue : queues) {
            told(queue, () -> redrive(queue));
        }
    }

    private static void told(QueueSpec queue, Runnable work) {
        try {
            work.run();
        } catch (AwsException e) {
            throw new IllegalArgumentException("Queue %s: %s".formatted(queue.name(), e.getMessage()), e);
        }
    }

    private void ensure(QueueSpec queue) {
        var attributes = JsonTrees.object()
                .put("VisibilityTimeout", seconds(queue.visibilityTimeout()))
                .put("DelaySeconds", seconds(queue.delay()))
                .put("ReceiveMessageWaitTimeSeconds", seconds(queue.receiveWait()))
                .put("MessageRetentionPeriod", seconds(queue.retention()));
        if (queue.fifo()) {
            attributes.put("ContentBasedDeduplication", Boolean.toString(queue.contentBasedDeduplication()));
        }
        var url = url(queue.name());
        if (url.isPresent()) {
            set(url.get(), attributes);
        } else {
            if (queue.fifo()) {
                attributes.put("FifoQueue", "true");
            }
            engine.call(
                    "CreateQueue",
                    JsonTrees.object().put("QueueName", queue.name()).set("Attributes", attributes));
        }
    }

    private void redrive(QueueSpec queue) {
        var redrive = queue.redrive();
        var policy = "";
        if (redrive != null) {
            var arn = redrive.deadLetterQueueArn();
            var deadLetters = arn.substring(arn.lastIndexOf(':') + 1);
            if (url(deadLetters).isEmpty()) {
                throw new IllegalArgumentException(
                        "Queue %s names %s as its dead-letter queue, and there is none of that name. Declare it too."
                                .formatted(queue.name(), deadLetters));
            }
            policy = JsonTrees.write(JsonTrees.object()
                    .put("deadLetterTargetArn", arn)
                    .put("maxReceiveCount", redrive.maxReceiveCount()));
        }
        set(url(queue.name()).orElseThrow(), JsonTrees.object().put("RedrivePolicy", policy));
    }

    private void set(String url, ObjectNode attributes) {
        engine.call(
                "SetQueueAttributes", JsonTrees.object().put("QueueUrl", url).set("Attributes", attributes));
    }

    private Optional<String> url(String queue) {
        try {
            var answer = engine.call("GetQueueUrl", JsonTrees.object().put("QueueName", queue));
            return Optional.of(answer.path("QueueUrl").asText());
        } catch (AwsException e) {
            if (e.code().endsWith("NonExistentQueue")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }
}
