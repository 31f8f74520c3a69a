package dev.evenstep.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.OnFailureProperty;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.Construct;

/**
 * A function that runs by a schedule, such as once a minute. One that comes later than the next run is due is left out. The
 * rule is called as the function is.
 */
public final class ScheduledFunction extends Construct {

    /** Lambda's and EventBridge's limits. */
    private static final Duration OLDEST_INVOCATION = Duration.ofHours(6);

    private static final Duration OLDEST_EVENT = Duration.ofDays(1);
    private static final int MOST_DELIVERIES = 185;
    private static final int MOST_RETRIES = 2;

    private static final String WHY = "The next run does what this one left.";

    private final String name;
    private final JavaFunction function;
    private final Alarms alarms;

    public ScheduledFunction(Construct scope, ScheduleOptions options, Alarms alarms) {
        super(scope, Names.id(options.function().name()));
        this.name = options.function().name();
        this.alarms = alarms;
        function = new JavaFunction(this, options.function(), alarms);
        settleWhatFails(options);
        var rule = CfnRule.Builder.create(this, "Rule")
                .name(Names.inStack(name))
                .scheduleExpression(options.rate())
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("function")
                        .arn(function.calledAs())
                        .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(options.failed() == null ? 0 : MOST_DELIVERIES)
                                .maximumEventAgeInSeconds(options.latest(OLDEST_EVENT))
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
        var failures = Alarms.ofRule("FailedInvocations", Map.of("RuleName", Names.inStack(name)));
        alarms.raiseAbove(this, AlarmKind.SCHEDULE_FAILED.of(name, failures, 0, 1));
    }

    private void settleWhatFails(ScheduleOptions options) {
        var failed = options.failed();
        if (failed == null) {
            var unkept = function.asynchronous(alarms, settings -> limits(options, settings, 0));
            Accepted.byNag(unkept, Accepted.Rule.of("Serverless-LambdaAsyncFailureDestination", WHY));
            Accepted.by(function.function(), "function-keeps-what-fails", WHY);
            return;
        }
        var unused = function.asynchronous(
                alarms,
                settings -> limits(options, settings, MOST_RETRIES)
                        .destinationConfig(DestinationConfigProperty.builder()
                                .onFailure(OnFailureProperty.builder()
                                        .destination(failed.queue().getQueueArn())
                                        .build())
                                .build()));
        function.allow(List.of("sqs:SendMessage"), failed.queue().getQueueArn());
        function.watchDestination(alarms);
    }

    private static CfnEventInvokeConfig.Builder limits(
            ScheduleOptions options, CfnEventInvokeConfig.Builder settings, int retries) {
        return settings.maximumRetryAttempts(retries).maximumEventAgeInSeconds(options.latest(OLDEST_INVOCATION));
    }

    /** Gives the function a table, and what the library calls for these uses of it. */
    public ScheduledFunction using(StateTable table, TableUse... uses) {
        function.use(table, uses);
        return this;
    }

    /** For settings and grants of its own. */
    public JavaFunction function() {
        return function;
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
