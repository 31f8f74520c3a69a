package dev.evenstep.local.template;

import dev.evenstep.local.stack.QueueSpec;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code AWS::SQS::Queue}. */
final class QueueResource implements ResourceType {

    private static final int LONGEST_NAME = 80;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.fifo)?");

    @Override
    public ResourceIdentity identify(Properties queue, ResourceNames names) {
        var suffix = queue.flag("FifoQueue", false) ? ".fifo" : "";
        var name = queue.text("QueueName")
                .orElseGet(() -> names.generated(queue, LONGEST_NAME - suffix.length()) + suffix);
        var url = names.queueUrl(name);
        return ResourceIdentity.of(
                name, url, Map.of("Arn", names.arn("sqs", name), "QueueName", name, "QueueUrl", url));
    }

    @Override
    public void define(Properties queue, ResourceIdentity identity, StackBuilder builder) {
        checkName(queue, identity.name());
        if (!isFifo(queue) && queue.has("ContentBasedDeduplication")) {
            queue.problem("ContentBasedDeduplication", "is for FIFO queues only");
        }
        if (queue.has("MessageRetentionPeriod")) {
            queue.leave(
                    "MessageRetentionPeriod", "a local queue keeps its messages until they are deleted or redriven");
        }
        builder.queues.add(identity.arn(), identity.name(), spec(queue, identity, redrive(queue)), queue);
    }

    private static boolean isFifo(Properties queue) {
        return queue.flag("FifoQueue", false);
    }

    private static void checkName(Properties queue, String name) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            queue.problem("QueueName", "is " + name + "; must be up to 80 letters, digits, hyphens and underscores");
        } else if (isFifo(queue) && !name.endsWith(".fifo")) {
            queue.problem("QueueName", "is " + name + "; the name of a FIFO queue must end in .fifo");
        } else if (!isFifo(queue) && name.endsWith(".fifo")) {
            queue.problem("QueueName", "is " + name + "; only a queue with FifoQueue: true may end in .fifo");
        }
    }

    private static QueueSpec spec(Properties queue, ResourceIdentity identity, QueueSpec.@Nullable Redrive redrive) {
        return new QueueSpec(
                queue.declaration().path(),
                identity.name(),
                identity.arn(),
                isFifo(queue),
                queue.flag("ContentBasedDeduplication", false),
                queue.seconds("VisibilityTimeout", Duration.ofSeconds(30), Range.seconds(0, 43_200)),
                queue.seconds("DelaySeconds", Duration.ZERO, Range.seconds(0, 900)),
                queue.seconds("ReceiveMessageWaitTimeSeconds", Duration.ZERO, Range.seconds(0, 20)),
                queue.seconds("MessageRetentionPeriod", Duration.ofDays(4), Range.seconds(60, 1_209_600)),
                redrive);
    }

    private static QueueSpec.@Nullable Redrive redrive(Properties queue) {
        var policy = queue.object("RedrivePolicy");
        if (!policy.any()) {
            return null;
        }
        var arn = policy.demand("deadLetterTargetArn");
        policy.demand("maxReceiveCount");
        return new QueueSpec.Redrive(arn, policy.integer("maxReceiveCount", 1, Range.of(1, 1000)));
    }

    @Override
    public void connect(Properties queue, ResourceIdentity identity, StackBuilder builder) {
        var redrive = redrive(queue);
        if (redrive == null) {
            return;
        }
        var arn = redrive.deadLetterQueueArn();
        var policy = queue.object("RedrivePolicy");
        if (builder.queues.find(arn).isEmpty()) {
            policy.leave(
                    "deadLetterTargetArn",
                    arn + " " + IgnoredSettings.ELSEWHERE + ": messages are received again and again");
            builder.queues.replace(identity.arn(), spec(queue, identity, null));
        } else if (builder.isFifo(arn) != isFifo(queue)) {
            var kind = isFifo(queue) ? "FIFO queue" : "standard queue";
            policy.problem(
                    "deadLetterTargetArn", "is " + arn + "; the dead-letter queue of a " + kind + " must be a " + kind);
        }
    }
}
