package dev.evenstep.local.template;

import dev.evenstep.local.stack.QueueSpec;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code AWS::SQS::Queue}. */
final class QueueKind implements Kind {

    private static final int LONGEST_NAME = 80;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.fifo)?");

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("QueueName", "FifoQueue", "ContentBasedDeduplication")
            .honours("VisibilityTimeout", "DelaySeconds", "ReceiveMessageWaitTimeSeconds")
            .honours("RedrivePolicy.deadLetterTargetArn", "RedrivePolicy.maxReceiveCount")
            .compares("a local queue keeps its messages until they are deleted or redriven", "MessageRetentionPeriod")
            .leaves("a local queue takes messages of AWS's largest size", "MaximumMessageSize")
            .leaves("a local queue is a dead-letter queue to whichever queue names it", "RedriveAllowPolicy")
            .leaves("a local FIFO queue deduplicates in its whole", "DeduplicationScope")
            .leaves("a local FIFO queue has no throughput limit", "FifoThroughputLimit")
            .leaves(Why.ENCRYPTION, "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled")
            .leaves(Why.TAGS, "Tags");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var suffix = glance.flag("FifoQueue") ? ".fifo" : "";
        var name = glance.text("QueueName").orElseGet(() -> glance.generated(LONGEST_NAME - suffix.length()) + suffix);
        var url = glance.options().endpoint() + "/" + glance.options().accountId() + "/" + name;
        return Identity.of(name, url, Map.of("Arn", glance.arns().queue(name), "QueueName", name, "QueueUrl", url));
    }

    @Override
    public void define(Properties properties, Identity identity, Draft draft) {
        var before = properties.problems();
        var name = identity.name();
        var fifo = properties.flag("FifoQueue", false);
        checkName(properties, name, fifo);
        if (!fifo && properties.has("ContentBasedDeduplication")) {
            properties.problem("ContentBasedDeduplication", "is for FIFO queues only");
        }
        var queue = new QueueSpec(
                properties.declaration().id(),
                name,
                identity.attributes().getOrDefault("Arn", ""),
                fifo,
                properties.flag("ContentBasedDeduplication", false),
                properties.seconds("VisibilityTimeout", Duration.ofSeconds(30), Range.seconds(0, 43_200)),
                properties.seconds("DelaySeconds", Duration.ZERO, Range.seconds(0, 900)),
                properties.seconds("ReceiveMessageWaitTimeSeconds", Duration.ZERO, Range.seconds(0, 20)),
                properties.seconds("MessageRetentionPeriod", Duration.ofDays(4), Range.seconds(60, 1_209_600)),
                redrive(properties));
        if (properties.problems() == before) {
            draft.add(queue, properties);
        }
    }

    private static void checkName(Properties properties, String name, boolean fifo) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            properties.problem(
                    "QueueName", "is " + name + "; must be up to 80 letters, digits, hyphens and underscores");
        } else if (fifo && !name.endsWith(".fifo")) {
            properties.problem("QueueName", "is " + name + "; the name of a FIFO queue must end in .fifo");
        } else if (!fifo && name.endsWith(".fifo")) {
            properties.problem("QueueName", "is " + name + "; only a queue with FifoQueue: true may end in .fifo");
        }
    }

    private static QueueSpec.@Nullable Redrive redrive(Properties properties) {
        var policy = properties.object("RedrivePolicy");
        if (!policy.any()) {
            return null;
        }
        var arn = policy.demand("deadLetterTargetArn");
        if (!policy.has("maxReceiveCount")) {
            policy.problem("maxReceiveCount", "is missing");
        }
        return new QueueSpec.Redrive(arn, policy.integer("maxReceiveCount", 1, Range.of(1, 1000)));
    }

    @Override
    public void connect(Properties properties, Identity identity, Draft draft) {
        draft.queue(identity.attributes().getOrDefault("Arn", "")).ifPresent(queue -> {
            var redrive = queue.redrive();
            if (redrive != null) {
                checkRedrive(queue, redrive, properties, draft);
            }
        });
    }

    private static void checkRedrive(QueueSpec queue, QueueSpec.Redrive redrive, Properties properties, Draft draft) {
        var policy = properties.object("RedrivePolicy");
        var deadLetterQueue = draft.queue(redrive.deadLetterQueueArn());
        if (deadLetterQueue.isEmpty()) {
            draft.leave(
                    policy,
                    "deadLetterTargetArn",
                    redrive.deadLetterQueueArn() + " " + Why.ELSEWHERE + ": messages are received again and again");
            draft.replace(withoutRedrive(queue));
        } else if (deadLetterQueue.get().fifo() != queue.fifo()) {
            policy.problem(
                    "deadLetterTargetArn",
                    "is " + redrive.deadLetterQueueArn() + "; the dead-letter queue of a "
                            + (queue.fifo()
                                    ? "FIFO queue must be a FIFO queue"
                                    : "standard queue must be a standard queue"));
        }
    }

    private static QueueSpec withoutRedrive(QueueSpec queue) {
        return new QueueSpec(
                queue.logicalId(),
                queue.name(),
                queue.arn(),
                queue.fifo(),
                queue.contentBasedDeduplication(),
                queue.visibilityTimeout(),
                queue.delay(),
                queue.receiveWait(),
                queue.retention(),
                null);
    }
}
