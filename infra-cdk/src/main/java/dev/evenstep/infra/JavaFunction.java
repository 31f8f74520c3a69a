package dev.evenstep.infra;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A function from a jar, on Java 25 and arm64, with a log of its own that is kept for a month, and an alarm when it fails
 * in each of three minutes on end. It may write its log and nothing else until it is allowed more. Called
 * {@code <stack>-<name>}. No event source mapping of its stack may lose records in silence, as {@code PartialResponseRule} says.
 */
public final class JavaFunction extends Construct {

    private final Function function;

    public JavaFunction(Construct scope, FunctionOptions options, Alarms alarms) {
        super(scope, "Handler");
        var logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("/aws/lambda/" + Names.inStack(options.name()))
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        function = Function.Builder.create(this, "Function")
                .functionName(Names.inStack(options.name()))
                .description(options.description().isEmpty() ? null : options.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(options.handler())
                .code(Code.fromAsset(options.code().toString()))
                .memorySize(options.memoryMegabytes())
                .timeout(Duration.seconds(options.timeout().toSeconds()))
                .environment(options.environment())
                .logGroup(logs)
                .build();
        PartialResponseRule.refuseIn(Stack.of(this));
        alarms.raiseAbove(
                this, new Alarms.Limit(options.name() + "-errors", function.metricErrors(Alarms.sumOfAMinute()), 0, 3));
    }

    public Function function() {
        return function;
    }

    /** Tells the function the table's name, and allows it these actions on it. */
    public void use(StateTable table, TableAction... actions) {
        Demand.that(actions.length > 0, "actions", "empty", "at least one of " + List.of(TableAction.values()));
        function.addEnvironment(table.variable(), table.table().getTableName());
        allow(
                Stream.concat(Arrays.stream(actions).map(TableAction::iamAction), Stream.of("dynamodb:DescribeTable"))
                        .toList(),
                table.table().getTableArn());
    }

    /** Tells the function the queue's URL, and allows it to send messages there, and to see that it is there. */
    public void deadLettersTo(DeadLetterQueue deadLetters) {
        function.addEnvironment("DEAD_LETTER_QUEUE_URL", deadLetters.queue().getQueueUrl());
        allow(
                List.of("sqs:SendMessage", "sqs:GetQueueAttributes"),
                deadLetters.queue().getQueueArn());
    }

    /** Tells the function the bus's name, and allows it to put events there, and to see that it is there. */
    public void publishOn(DomainBus bus) {
        function.addEnvironment("EVENT_BUS_NAME", bus.bus().getEventBusName());
        allow(List.of("events:PutEvents", "events:DescribeEventBus"), bus.bus().getEventBusArn());
    }

    /**
     * Actions by their IAM names on one resource.
     *
     * @throws IllegalArgumentException for a wildcard in place of a whole action or resource
     */
    public void allow(List<String> actions, String resource) {
        actions.forEach(action -> Demand.that(
                !action.contains("*"), "action", action, "one action without a wildcard, such as sqs:SendMessage"));
        Demand.that(!resource.equals("*"), "resource", resource, "the ARN of what the function may reach");
        function.addToRolePolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resource))
                .build());
    }
}
