package dev.evenstep.cdk;

import java.util.List;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.OnFailureProperty;
import software.constructs.Construct;

/**
 * A function that a rule invokes with every event that it takes, asynchronously. What fails is tried twice more and for 6
 * hours, Lambda's most, and then goes to a dead-letter queue, with what Lambda says about it.
 */
public final class RuleConsumer extends Construct {

    private final String name;
    private final JavaFunction function;

    public RuleConsumer(Construct scope, FunctionOptions options, Alarms alarms) {
        super(scope, Names.id(options.name()));
        name = options.name();
        var deadLetters = new DeadLetterQueue(this, name, alarms).queue();
        function = new JavaFunction(this, options, alarms);
        function.allow(List.of("sqs:SendMessage"), deadLetters.getQueueArn());
        function.watchDestination(alarms);
        var unused = function.asynchronous(
                alarms,
                settings -> settings.maximumRetryAttempts(2)
                        .maximumEventAgeInSeconds(21_600)
                        .destinationConfig(DestinationConfigProperty.builder()
                                .onFailure(OnFailureProperty.builder()
                                        .destination(deadLetters.getQueueArn())
                                        .build())
                                .build()));
    }

    /** Gives the function a table, and what the library calls for these uses of it. */
    public RuleConsumer using(StateTable table, TableUse... uses) {
        function.use(table, uses);
        return this;
    }

    /** Gives the function a table for calls of its own; with DESCRIBE, the library looks at it at the start too. */
    public RuleConsumer calling(StateTable table, TableAction... actions) {
        function.use(table, actions);
        return this;
    }

    /** Lets the function read and write personal fields. */
    public RuleConsumer encryptingBy(SubjectKeys keys) {
        function.use(keys);
        return this;
    }

    /** For settings and grants of its own. */
    public JavaFunction function() {
        return function;
    }

    /** Invokes the function with the events that the pattern takes, by a rule called as the function is. */
    public RuleConsumer on(DomainBus bus, EventPattern pattern) {
        new EventRule(bus, name, pattern).deliverTo(function);
        return this;
    }
}
