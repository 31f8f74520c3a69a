package dev.evenstep.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Where messages end that nobody could handle: encrypted, kept for 14 days, SQS's longest, and an alarm as soon as it holds
 * one. Called {@code <stack>-<name>-dlq}.
 */
public final class DeadLetterQueue extends Construct {

    private final Queue queue;

    /** For messages without an order. */
    public DeadLetterQueue(Construct scope, String name, Alarms alarms) {
        this(scope, QueueOptions.standard(name), alarms);
    }

    /** Of the same kind as its queue, as SQS demands. */
    DeadLetterQueue(Construct scope, QueueOptions source, Alarms alarms) {
        super(scope, "DeadLetters");
        queue = Queue.Builder.create(this, "Queue")
                .queueName(Names.inStack(source.name() + "-dlq" + (source.fifo() ? ".fifo" : "")))
                .fifo(source.fifo() ? true : null)
                .retentionPeriod(Duration.days(14))
                .encryption(QueueEncryption.SQS_MANAGED)
                .build();
        alarms.raiseAbove(
                this,
                new Alarms.Limit(
                        source.name() + "-dead-letters",
                        queue.metricApproximateNumberOfMessagesVisible(Alarms.highestOfAMinute()),
                        0,
                        1));
    }

    public Queue queue() {
        return queue;
    }
}
