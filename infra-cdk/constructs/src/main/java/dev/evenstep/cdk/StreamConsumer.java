package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterCriteriaProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.OnFailureProperty;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.constructs.Construct;

/**
 * A function that gets a table's new items, from the oldest that its stream holds on. A failing batch is halved until the
 * record that fails is alone; when that is given up, its place in the stream goes to the dead-letter queue. An alarm tells
 * when it is more than a minute behind, 5 minutes long, and another when it dead-letters an event, by the metrics of the
 * consumer or relay that is called as the function is.
 */
public final class StreamConsumer extends Construct {

    private static final int LONGEST_LAG_MILLISECONDS = 60_000;

    /** What other items of an event store's table do not have. */
    private static final String COMMITS = "{\"dynamodb\":{\"NewImage\":{\"content\":{\"S\":[{\"exists\":true}]}}}}";

    private final String name;
    private final DeadLetterQueue deadLetters;
    private final JavaFunction function;

    public StreamConsumer(Construct scope, FunctionOptions options, Alarms alarms) {
        this(options, alarms, scope);
        alarms.raiseAbove(this, Alarms.poison(name));
    }

    private StreamConsumer(FunctionOptions options, Alarms alarms, Construct scope) {
        super(scope, Names.id(options.name()));
        name = options.name();
        deadLetters = new DeadLetterQueue(this, options.name(), alarms);
        function = new JavaFunction(this, options, alarms);
        function.deadLettersTo(deadLetters);
        function.watchDestination(alarms);
        alarms.raiseAbove(
                this,
                AlarmKind.ITERATOR_AGE.of(
                        options.name(),
                        function.function().metric("IteratorAge", Alarms.highestOfAMinute()),
                        LONGEST_LAG_MILLISECONDS,
                        5));
    }

    /** Of an event log, whose measures have its readers' names. */
    static StreamConsumer ofLog(Construct scope, FunctionOptions options, Alarms alarms) {
        return new StreamConsumer(options, alarms, scope);
    }

    /** Gives the function a table, and what the library calls for these uses of it. */
    public StreamConsumer using(StateTable table, TableUse... uses) {
        function.use(table, uses);
        return this;
    }

    /** Gives the function a table for calls of its own; with DESCRIBE, the library looks at it at the start too. */
    public StreamConsumer calling(StateTable table, TableAction... actions) {
        function.use(table, actions);
        return this;
    }

    /** Lets the function read and write personal fields. */
    public StreamConsumer encryptingBy(SubjectKeys keys) {
        function.use(keys);
        return this;
    }

    /** For settings and grants of its own. */
    public JavaFunction function() {
        return function;
    }

    /**
     * From when on the function gets the table's new items.
     *
     * @throws IllegalArgumentException where the table has no stream, or an option is outside of Lambda's limits
     */
    public StreamConsumer onInsertsInto(StateTable table, StreamOptions options) {
        options.check(new Demand(name));
        map(table, "{\"eventName\":[\"INSERT\"]}", options);
        return this;
    }

    /** From when on the function gets the commits of an event store: all, whatever fails, and nothing of what its log writes. */
    StreamConsumer onCommitsTo(StateTable events) {
        map(events, COMMITS, StreamOptions.defaults().withoutEnd());
        return this;
    }

    private void map(StateTable table, String filter, StreamOptions options) {
        function.allow(
                List.of(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams"),
                table.anyStreamArn());
        function.acceptWildcards("Resource::*", Map.of("regex", "/^Resource::<.+\\.Arn>\\/stream\\/\\*$/"));
        CfnEventSourceMapping.Builder.create(this, "Mapping")
                .functionName(function.calledAs())
                .eventSourceArn(table.streamArn())
                .startingPosition(StartingPosition.TRIM_HORIZON.name())
                .batchSize(options.batchSize())
                .maximumBatchingWindowInSeconds(0)
                .parallelizationFactor(options.parallelization())
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(options.maximumRetries())
                .maximumRecordAgeInSeconds(
                        options.maximumRetries() < 0 ? -1 : options.maximumAge().toSeconds())
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .filterCriteria(FilterCriteriaProperty.builder()
                        .filters(
                                List.of(FilterProperty.builder().pattern(filter).build()))
                        .build())
                .destinationConfig(DestinationConfigProperty.builder()
                        .onFailure(OnFailureProperty.builder()
                                .destination(deadLetters.queue().getQueueArn())
                                .build())
                        .build())
                .build();
    }

    /** Tells the function the bus's name, and allows it to put events there. */
    public StreamConsumer publishingOn(DomainBus bus) {
        function.publishOn(bus);
        return this;
    }

    public DeadLetterQueue deadLetters() {
        return deadLetters;
    }
}
