package dev.evenstep.cdk;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A function from a jar, on Java 25 and arm64, with a log of its own in JSON that is kept for a month, traces, and alarms
 * when it fails, or is denied invocations, in each of three minutes on end, or its slowest invocations take more than 80 % of
 * its time-out. It may write its log and its traces and nothing else until it is allowed more, but use the customer's key
 * where its environment names one. Called {@code <stack>-<name>};
 * events reach it by its alias {@value #ALIAS}, which leads to a version with a snapshot (SnapStart). No event source mapping
 * of its stack may lose records in silence, as {@code PartialResponseRule} says.
 */
public final class JavaFunction extends Construct {

    private static final String ALIAS = "live";
    private static final double SHARE_OF_TIMEOUT = 0.8;

    private final String name;
    private final Role role;
    private final Function function;
    private final Alias alias;

    public JavaFunction(Construct scope, FunctionOptions options, Alarms alarms) {
        super(scope, "Handler");
        name = options.name();
        Names.demandShort(this, name, 64, "a function");
        var key = DeploymentEnvironment.keyFor(this);
        var logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("/aws/lambda/" + Names.inStack(options.name()))
                .retention(RetentionDays.ONE_MONTH)
                .encryptionKey(key)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        var unused = logs.grantWrite(role);
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
                .role(role)
                .tracing(Tracing.ACTIVE)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build())
                .loggingFormat(LoggingFormat.JSON)
                .logGroup(logs)
                .build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias leads to a published version.");
        alias = Alias.Builder.create(this, "Alias")
                .aliasName(ALIAS)
                .version(function.getCurrentVersion())
                .build();
        Accepted.byNag(
                function,
                Accepted.Rule.of(
                        "Serverless-LambdaDLQ",
                        "Invoked by a source, whose own dead letters these are, or with an on-failure destination, which"
                                + " says more."));
        acceptWildcards("Resource::*");
        if (key != null) {
            allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), key.getKeyArn());
        }
        PartialResponseRule.refuseIn(Stack.of(this));
        alarms.raiseAbove(this, AlarmKind.ERRORS.of(name, function.metricErrors(Alarms.sumOfAMinute()), 0, 3));
        alarms.raiseAbove(this, AlarmKind.THROTTLES.of(name, function.metricThrottles(Alarms.sumOfAMinute()), 0, 3));
        var slow = options.timeout().toMillis() * SHARE_OF_TIMEOUT;
        alarms.raiseAbove(
                this, AlarmKind.DURATION.of(name, function.metricDuration(Alarms.slowestOfAMinute()), slow, 5));
    }

    /** @param findings of cdk-nag that are none: X-Ray's actions know no resources, a stream's name holds when it was made */
    void acceptWildcards(Object... findings) {
        var policy = (Construct) role.getNode().findChild("DefaultPolicy");
        Accepted.byNag(
                policy,
                new Accepted.Rule(
                        "AwsSolutions-IAM5",
                        "X-Ray's actions know no resources, and the name of a table's stream holds when it was made.",
                        List.of(findings)));
    }

    /** The ARN of the alias, by which whatever brings the function its events has to call it. */
    String calledAs() {
        return alias.getFunctionArn();
    }

    /** What becomes of asynchronous invocations: an alarm tells when Lambda drops one. */
    CfnEventInvokeConfig asynchronous(Alarms alarms, UnaryOperator<CfnEventInvokeConfig.Builder> settings) {
        alarms.raiseAbove(
                this,
                AlarmKind.EVENTS_DROPPED.of(name, function.metric("AsyncEventsDropped", Alarms.sumOfAMinute()), 0, 1));
        var ofAlias = CfnEventInvokeConfig.Builder.create(this, "AsynchronousInvocation")
                .functionName(function.getFunctionName())
                .qualifier(alias.getAliasName());
        // A name is no reference: without this it may be made first, and fail.
        var config = settings.apply(ofAlias).build();
        config.getNode().addDependency(alias);
        return config;
    }

    /** An alarm for what fails and does not even reach the dead-letter queue. */
    void watchDestination(Alarms alarms) {
        alarms.raiseAbove(
                this,
                AlarmKind.DESTINATION_FAILURES.of(
                        name, function.metric("DestinationDeliveryFailures", Alarms.sumOfAMinute()), 0, 1));
    }

    public Function function() {
        return function;
    }

    /** Tells the function the table's name, and allows it these actions on it and nothing else. */
    public void use(StateTable table, TableAction... actions) {
        grant(table, actions, Arrays.stream(actions).map(TableAction::iamAction));
    }

    /** Tells the function the table's name, and allows it what the library calls for these uses of it, and at its start. */
    public void use(StateTable table, TableUse... uses) {
        grant(
                table,
                uses,
                Stream.concat(
                        Arrays.stream(uses).flatMap(use -> use.iamActions().stream()),
                        LibraryCalls.actions("start-check-table").stream()));
    }

    /** Tells the function the name of a table of views, and allows it to read them, lists in their order too. */
    public void reads(StateTable views) {
        useUnseen(views, TableUse.READS_VIEWS);
        allow(LibraryCalls.actions("read-lists"), views.indexArn());
    }

    /** Tells the function where the keys of personal fields are, and allows it to make and to use them. */
    public void use(SubjectKeys keys) {
        use(keys, TableUse.KEEPS_KEYS, "wrapped-keys");
    }

    /** The same, and allows it to use those that are there and to make none. */
    public void reads(SubjectKeys keys) {
        use(keys, TableUse.READS_KEYS, "known-wrapped-keys");
    }

    private void use(SubjectKeys keys, TableUse use, String calls) {
        use(keys.table(), use);
        function.addEnvironment("SUBJECT_KEYS_KMS_KEY_ID", keys.wrapping().getKeyArn());
        allow(LibraryCalls.actions(calls), keys.wrapping().getKeyArn());
    }

    /** The same for a function that does not look at its start. */
    void useUnseen(StateTable table, TableUse... uses) {
        grant(table, uses, Arrays.stream(uses).flatMap(use -> use.iamActions().stream()));
    }

    private void grant(StateTable table, Enum<?>[] wanted, Stream<String> actions) {
        new Demand(name)
                .that(
                        wanted.length > 0,
                        "use of " + table.variable(),
                        "empty",
                        "what the function does with it",
                        "name at least one");
        function.addEnvironment(table.variable(), table.table().getTableName());
        allow(actions.distinct().toList(), table.table().getTableArn());
    }

    /** Tells the function the queue's URL, and allows it to send messages there, and to see that it is there. */
    public void deadLettersTo(DeadLetterQueue deadLetters) {
        function.addEnvironment("DEAD_LETTER_QUEUE_URL", deadLetters.queue().getQueueUrl());
        allow(
                LibraryCalls.actions("dead-letters", "start-check-queue"),
                deadLetters.queue().getQueueArn());
    }

    /** Tells the function the bus's name, and allows it to put events there, and to see that it is there. */
    public void publishOn(DomainBus bus) {
        function.addEnvironment("EVENT_BUS_NAME", bus.bus().getEventBusName());
        allow(
                LibraryCalls.actions("publish-to-bus", "start-check-bus"),
                bus.bus().getEventBusArn());
    }

    /**
     * Actions by their IAM names on one resource.
     *
     * @throws IllegalArgumentException for a wildcard in place of a whole action or resource
     */
    public void allow(List<String> actions, String resource) {
        var demand = new Demand(name);
        actions.forEach(action -> demand.that(
                !action.contains("*"),
                "action",
                action,
                "one action without a wildcard",
                "name each, such as sqs:SendMessage"));
        demand.that(
                !resource.equals("*"), "resource", resource, "what the function may reach", "give that thing's ARN");
        function.addToRolePolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resource))
                .build());
    }
}
