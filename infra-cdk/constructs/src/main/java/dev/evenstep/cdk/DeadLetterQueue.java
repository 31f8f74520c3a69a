package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Where messages end that nobody could handle: encrypted, at rest and on its way, kept for 14 days, SQS's longest, for
 * nobody's messages but its own queue's, and with an alarm as soon as it holds one. Called {@code <stack>-<name>-dlq}.
 */
public final class DeadLetterQueue extends Construct {

    private static final Accepted.Rule IS_ONE = Accepted.Rule.of(
            "Serverless-SQSRedrivePolicy", "It is a dead-letter queue itself; an alarm tells when it holds a message.");

    private final Queue queue;

    /** For messages without an order. */
    public DeadLetterQueue(Construct scope, String name, Alarms alarms) {
        this(scope, QueueOptions.standard(name), Map.of("redrivePermission", "denyAll"), alarms);
        Accepted.byNag(
                queue,
                IS_ONE,
                Accepted.Rule.of(
                        "AwsSolutions-SQS3",
                        "It is a dead-letter queue: of rules, a stream or asynchronous invocations, which the pack does not"
                                + " see."));
    }

    /** Of the same kind as its queue, as SQS demands. */
    DeadLetterQueue(Construct scope, QueueOptions source, Alarms alarms) {
        this(scope, source, allowing(scope, source), alarms);
    }

    private DeadLetterQueue(Construct scope, QueueOptions source, Map<String, Object> allowed, Alarms alarms) {
        super(scope, "DeadLetters");
        var key = DeploymentEnvironment.keyFor(this);
        queue = Queue.Builder.create(this, "Queue")
                .queueName(Names.inStack(source.name() + "-dlq" + (source.fifo() ? ".fifo" : "")))
                .fifo(source.fifo() ? true : null)
                .retentionPeriod(Duration.days(14))
                .encryption(key == null ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .enforceSsl(true)
                .build();
        ((CfnQueue) Objects.requireNonNull(queue.getNode().getDefaultChild())).setRedriveAllowPolicy(allowed);
        Accepted.byNag(queue, IS_ONE);
        alarms.raiseAbove(
                this,
                AlarmKind.DEAD_LETTERS.of(
                        source.name(),
                        queue.metricApproximateNumberOfMessagesVisible(Alarms.highestOfAMinute()),
                        0,
                        1));
    }

    /** By its name: a queue and its dead-letter queue cannot both refer to each other. */
    private static Map<String, Object> allowing(Construct scope, QueueOptions source) {
        var arn = Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service("sqs")
                        .resource(source.physicalName())
                        .build());
        return Map.of("redrivePermission", "byQueue", "sourceQueueArns", List.of(arn));
    }

    public Queue queue() {
        return queue;
    }
}
