package dev.evenstep.cdk;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * A queue that somebody consumes: encrypted, at rest and on its way, with a dead-letter queue of its own and of its own kind, and an alarm when its
 * oldest message has waited for more than 5 minutes, 5 minutes long. Called {@code <stack>-<name>}.
 */
public final class ConsumerQueue extends Construct {

    private static final int LONGEST_WAIT_SECONDS = 300;

    private final boolean fifo;
    private final Queue queue;
    private final DeadLetterQueue deadLetters;

    public ConsumerQueue(Construct scope, QueueOptions options, Alarms alarms) {
        super(scope, "Messages");
        fifo = options.fifo();
        deadLetters = new DeadLetterQueue(this, options, alarms);
        var key = DeploymentEnvironment.keyFor(this);
        queue = Queue.Builder.create(this, "Queue")
                .queueName(options.physicalName())
                .fifo(options.fifo() ? true : null)
                .visibilityTimeout(Duration.seconds(options.visibilityTimeout().toSeconds()))
                .retentionPeriod(
                        options.retention().equals(QueueOptions.SQS_RETENTION)
                                ? null
                                : Duration.seconds(options.retention().toSeconds()))
                .encryption(key == null ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .enforceSsl(true)
                .deadLetterQueue(software.amazon.awscdk.services.sqs.DeadLetterQueue.builder()
                        .queue(deadLetters.queue())
                        .maxReceiveCount(options.maxReceiveCount())
                        .build())
                .build();
        alarms.raiseAbove(
                this,
                AlarmKind.AGE.of(
                        options.name(),
                        queue.metricApproximateAgeOfOldestMessage(Alarms.highestOfAMinute()),
                        LONGEST_WAIT_SECONDS,
                        5));
    }

    public Queue queue() {
        return queue;
    }

    public boolean isFifo() {
        return fifo;
    }

    public DeadLetterQueue deadLetters() {
        return deadLetters;
    }
}
