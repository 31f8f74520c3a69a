package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.Construct;

/**
 * A function that runs once a minute. One that fails or comes late is not tried again: the next minute's does what it left.
 * The rule is called as the function is.
 */
public final class ScheduledFunction extends Construct {

    private static final int LATEST_SECONDS = 60;

    private static final String WHY = "The next minute's run does what this one left.";

    private final String name;
    private final JavaFunction function;
    private final Alarms alarms;

    /** @param options with a timeout below a minute, so that two runs do not meet */
    public ScheduledFunction(Construct scope, FunctionOptions options, Alarms alarms) {
        super(scope, Names.id(options.name()));
        this.name = options.name();
        this.alarms = alarms;
        new Demand(name)
                .that(
                        options.timeout().toSeconds() < LATEST_SECONDS,
                        "timeout",
                        options.timeout(),
                        "below a minute, the schedule's period",
                        "lower FunctionOptions.withTimeout");
        function = new JavaFunction(this, options, alarms);
        var asynchronous = function.asynchronous(
                alarms, settings -> settings.maximumRetryAttempts(0).maximumEventAgeInSeconds(LATEST_SECONDS));
        Accepted.byNag(asynchronous, Accepted.Rule.of("Serverless-LambdaAsyncFailureDestination", WHY));
        var rule = CfnRule.Builder.create(this, "Rule")
                .name(Names.inStack(name))
                .scheduleExpression("rate(1 minute)")
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("function")
                        .arn(function.calledAs())
                        .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(0)
                                .maximumEventAgeInSeconds(LATEST_SECONDS)
                                .build())
                        .build()))
                .build();
        CfnPermission.Builder.create(this, "Permission")
                .action("lambda:InvokeFunction")
                .functionName(function.calledAs())
                .principal("events.amazonaws.com")
                .sourceArn(rule.getAttrArn())
                .build();
        Accepted.byNag(rule, Accepted.Rule.of("Serverless-EventBusDLQ", WHY));
        Accepted.by(rule, "rule-keeps-what-it-cannot-deliver", WHY);
        Accepted.by(function.function(), "function-keeps-what-fails", WHY);
        var failures = Alarms.ofRule("FailedInvocations", Map.of("RuleName", Names.inStack(name)));
        alarms.raiseAbove(this, AlarmKind.SCHEDULE_FAILED.of(name, failures, 0, 1));
    }

    /**
     * Gives the function an outbox: it may publish what its index shows, and alarms tell when that does not help, and when it
     * dead-letters an event.
     */
    public ScheduledFunction sweeping(StateTable outbox) {
        function.use(outbox, TableUse.RELAYS);
        function.allow(LibraryCalls.actions("sweep"), outbox.indexArn());
        alarms.raiseAbove(this, Alarms.poison(name));
        alarms.raiseAbove(
                this, AlarmKind.OLDEST_UNPUBLISHED.of(name, Alarms.highest(name, "OldestUnpublishedSeconds"), 300, 3));
        return this;
    }

    /** Tells the function the bus's name, and allows it to put events there. */
    public ScheduledFunction publishingOn(DomainBus bus) {
        function.publishOn(bus);
        return this;
    }

    /** What can never be published goes where another's does. */
    public ScheduledFunction deadLettersTo(DeadLetterQueue deadLetters) {
        function.deadLettersTo(deadLetters);
        return this;
    }
}
