package dev.evenstep.cdk;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.constructs.Construct;

/**
 * A function behind a queue of its own. It answers with the messages that failed; only those come back. What is given
 * up, the function puts into the dead-letter queue itself, by {@code DEAD_LETTER_QUEUE_URL}; the queue's number of receives,
 * which {@code MAX_RECEIVE_COUNT} tells the function, is the net beneath. It may receive, delete, delay and send anew the
 * messages of its own queue, and nothing else until it is given tables to use. Alarms tell when it dead-letters an event, and
 * when what it depends on fails for five minutes, by the metrics of the consumer that is called as the function is.
 */
public final class QueueConsumer extends Construct {

    /** What Lambda does with the queue, in the function's name. */
    private static final List<String> LAMBDAS_OWN =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    private final String name;
    private final Alarms alarms;
    private final ConsumerQueue queue;
    private final JavaFunction function;

    public QueueConsumer(Construct scope, QueueConsumerOptions options, Alarms alarms) {
        super(scope, Names.id(options.function().name()));
        name = options.function().name();
        this.alarms = alarms;
        queue = new ConsumerQueue(this, options.queue(), alarms);
        function = new JavaFunction(this, options.function(), alarms);
        function.function()
                .addEnvironment(
                        "MAX_RECEIVE_COUNT",
                        Tokenization.stringifyNumber(options.queue().maxReceiveCount()));
        function.deadLettersTo(queue.deadLetters());
        function.allow(
                Stream.concat(LAMBDAS_OWN.stream(), LibraryCalls.actions("queue").stream())
                        .toList(),
                queue.queue().getQueueArn());
        map(options.batches());
        alarms.raiseAbove(this, Alarms.poison(name));
        alarms.raiseAbove(this, Alarms.dependencyFailures(name));
    }

    private void map(BatchOptions batches) {
        var mapping = CfnEventSourceMapping.Builder.create(this, "Mapping")
                .functionName(function.calledAs())
                .eventSourceArn(queue.queue().getQueueArn())
                .batchSize(batches.size())
                .maximumBatchingWindowInSeconds(
                        queue.isFifo() ? null : batches.window().toSeconds())
                .scalingConfig(CfnEventSourceMapping.ScalingConfigProperty.builder()
                        .maximumConcurrency(batches.maximumConcurrency())
                        .build())
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .build();
        Accepted.byNag(
                mapping,
                Accepted.Rule.of(
                        "Serverless-LambdaEventSourceMappingDestination",
                        "A queue's mapping takes no destination: what fails goes to the queue's dead-letter queue."));
    }

    /** Gives the function a table, and what the library calls for these uses of it. */
    public QueueConsumer using(StateTable table, TableUse... uses) {
        function.use(table, uses);
        return this;
    }

    /** Gives the function a table for calls of its own; with DESCRIBE, the library looks at it at the start too. */
    public QueueConsumer calling(StateTable table, TableAction... actions) {
        function.use(table, actions);
        return this;
    }

    /** Lets the function read and write personal fields. */
    public QueueConsumer encryptingBy(SubjectKeys keys) {
        function.use(keys);
        return this;
    }

    /** Lets the function read personal fields, and write none. */
    public QueueConsumer decryptingBy(SubjectKeys keys) {
        function.reads(keys);
        return this;
    }

    /**
     * For a consumer that keeps an order: events that come early wait in the table, and an alarm tells when it went on
     * without what was missing. It must be called as the function is, and be fed every event of its streams.
     *
     * @param parked by {@code record}, sorted by {@code place}, without an end
     * @param patienceSeconds how long they wait: at least 1, or a token of a parameter
     */
    public QueueConsumer inOrder(StateTable parked, Number patienceSeconds) {
        if (!Token.isUnresolved(patienceSeconds)) {
            new Demand(name)
                    .that(
                            patienceSeconds.intValue() >= 1,
                            "patienceSeconds",
                            patienceSeconds,
                            "at least 1",
                            "say how long a hole may last");
        }
        function.use(parked, TableUse.PARKS);
        function.function().addEnvironment("GAP_PATIENCE_SECONDS", Tokenization.stringifyNumber(patienceSeconds));
        alarms.raiseAbove(this, AlarmKind.SKIPPED.of(name, Alarms.sum(name, "skipped"), 0, 1));
        return this;
    }

    /**
     * Fills the queue with the events that the pattern takes, by a rule called as the function is.
     *
     * @throws IllegalArgumentException for a FIFO queue
     */
    public QueueConsumer on(DomainBus bus, EventPattern pattern) {
        new EventRule(bus, name, pattern).deliverDetailTo(queue);
        return this;
    }

    public ConsumerQueue queue() {
        return queue;
    }

    public JavaFunction function() {
        return function;
    }
}
