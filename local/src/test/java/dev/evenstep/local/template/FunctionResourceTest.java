package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionResourceTest {

    private static final String BASE = "Runtime: java21, Handler: a.B, CodeUri: a.jar";

    @TempDir
    Path folder;

    private static String function(String properties) {
        return "  Function: { Type: AWS::Serverless::Function, Properties: { " + properties + " } }\n";
    }

    private FunctionSpec read(String properties) throws Exception {
        return new Folder(folder)
                .resources(function(properties) + "  Dead: { Type: AWS::SQS::Queue }\n")
                .functions()
                .getFirst();
    }

    @Test
    void whatIsNotSaidIsAsOnAws() throws Exception {
        assertThat(read(BASE)).satisfies(function -> {
            assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(function.memoryMegabytes()).isEqualTo(128);
            assertThat(function.environment()).isEmpty();
            assertThat(function.reservedConcurrency()).isNull();
            assertThat(function.async()).isEqualTo(Async.defaults());
            assertThat(function.alias()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "a.B", "a.b.C::m", "a.B$C::handleRequest", "a.b_c.D1"})
    void handlersAreClassesWithOrWithoutAMethod(String handler) throws Exception {
        assertThat(read("Runtime: java25, CodeUri: a.jar, Handler: '" + handler + "'")
                        .handler())
                .isEqualTo(handler);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("Runtime: java21, CodeUri: a.jar", "Function.Handler: is missing"),
                arguments("Handler: a.B, CodeUri: a.jar", "Function.Runtime: is missing"),
                arguments("Runtime: java21, Handler: a.B", "Function.CodeUri: is missing; point to the function's jar"),
                arguments(BASE + ", Timeout: 901", "Function.Timeout: is 901; must be 1 to 900 seconds"),
                arguments(BASE + ", MemorySize: 127", "is 127; must be 128 to 10240 MB"),
                arguments(BASE + ", ReservedConcurrentExecutions: -1", "is -1; must be 0 to"),
                arguments(BASE + ", FunctionName: 'a b'", "is a b; must be up to 64 letters"),
                arguments("Runtime: java21, CodeUri: a.jar, Handler: a/B.m", "is a/B.m; must be package.Class or"),
                arguments("Runtime: java21, CodeUri: a.jar, Handler: 'a.B::'", "is a.B::; must be package.Class or"),
                arguments("Runtime: java21, Handler: a.B, InlineCode: x", "InlineCode: does not go with Java"),
                arguments(
                        "Runtime: java21, Handler: a.B, CodeUri: 's3://bucket/key'",
                        "Function.CodeUri: leads to no file, and there is no S3 locally; name a jar for Function"),
                arguments(
                        "Runtime: java21, Handler: a.B, CodeUri: { Bucket: b, Key: k }",
                        "Function.CodeUri: leads to no file, and there is no S3 locally"),
                arguments(
                        BASE + ", Environment: { Variables: { AWS_REGION: x } }", "sets AWS_REGION, which Lambda sets"),
                arguments(BASE + ", Environment: { Variables: { 1A: x } }", "sets '1A'; a name must be"),
                arguments(BASE + ", Environment: { Variables: { AB: [x] } }", "Variables.AB: must be a text"),
                arguments(
                        BASE + ", Environment: { Variables: { AB: " + "x".repeat(4095) + " } }",
                        "takes 4097 bytes; Lambda takes at most 4096"),
                arguments(BASE + ", Environment: none", "Function.Environment: must be an object"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatLambdaRefusesIsRefused(String properties, String message) throws Exception {
        assertThat(new Folder(folder).problemsOfResources(function(properties))).contains(message);
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                arguments(
                        "Runtime: python3.13, Handler: app.handler, CodeUri: .",
                        "only Java runs locally, not python3.13"),
                arguments("Runtime: nodejs22.x, Handler: i.h, InlineCode: x", "only Java runs locally, not nodejs22.x"),
                arguments(
                        "Runtime: provided.al2023, Handler: x, CodeUri: .",
                        "only Java runs locally, not provided.al2023"),
                arguments("PackageType: Image, ImageUri: i", "container images do not run locally"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatIsNotJavaIsLeftOutWithAllThatCallsIt(String properties, String why) throws Exception {
        var stack = new Folder(folder)
                .resources(function(properties + ", Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } },"
                                + " R: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } } }")
                        + "  Q: { Type: AWS::SQS::Queue }\n");

        assertThat(stack.functions()).isEmpty();
        assertThat(stack.mappings()).isEmpty();
        assertThat(stack.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.targets()).isEmpty());
        assertThat(Folder.notHonoured(stack))
                .hasSize(3)
                .anySatisfy(left -> assertThat(left).startsWith("Function: " + why))
                .contains("Function.Events.E.Properties: its function does not run locally")
                .contains("Function.Events.R.Properties: arn:aws:lambda:us-east-1:000000000000:function:shop-Function"
                        + " does not run locally: the target is left out");
    }

    @Test
    void aDeadLetterQueueWorksAsAnOnFailureDestination() throws Exception {
        var arn = "arn:aws:sqs:us-east-1:000000000000:shop-Dead";

        assertThat(read(BASE + ", DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }")
                        .async())
                .isEqualTo(new Async(2, Duration.ofHours(6), arn, null));
        assertThat(read(BASE + ", DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn },"
                                + " EventInvokeConfig: { MaximumRetryAttempts: 0 }")
                        .async())
                .isEqualTo(new Async(0, Duration.ofHours(6), arn, null));
    }

    @Test
    void anOnFailureDestinationGoesBeforeADeadLetterQueue() throws Exception {
        var stack = new Folder(folder)
                .resources(function(BASE + ", DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn },"
                                + " EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }")
                        + "  Dead: { Type: AWS::SQS::Queue }\n");

        assertThat(stack.functions().getFirst().async().onFailureArn())
                .isEqualTo("arn:aws:sqs:us-east-1:000000000000:shop-FunctionEventInvokeConfigOnFailureQueue");
        assertThat(Folder.notHonoured(stack))
                .containsExactly(
                        "Function.DeadLetterQueue.TargetArn: the on-failure destination gets what fails, and it alone");
    }

    static Stream<Arguments> destinations() {
        return Stream.of(
                arguments(
                        "{ Type: Nowhere }",
                        "Function.EventInvokeConfig.DestinationConfig.OnFailure.Type: must be one of"),
                arguments("{ Destination: !GetAtt Q.Arn }", "OnFailure.Type: must be one of"),
                arguments("{ Type: Lambda }", "OnFailure.Destination: is missing; SAM makes one for SQS and SNS only"),
                arguments("{ Type: SQS, Destination: !GetAtt Q.Arn }", "must be a standard one"),
                arguments("a text", "OnFailure: must be an object"));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void aDestinationThatSamOrLambdaRefusesIsRefused(String destination, String message) throws Exception {
        assertThat(new Folder(folder)
                        .problemsOfResources(function(BASE + ", EventInvokeConfig: { DestinationConfig: { OnFailure: "
                                        + destination + " } }")
                                + "  Q: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }\n"))
                .contains(message);
    }

    @Test
    void aDestinationThatIsNotThereIsNamed() throws Exception {
        var stack = new Folder(folder)
                .resources(
                        function(
                                BASE + ", EventInvokeConfig: { MaximumEventAgeInSeconds: 60, DestinationConfig: {"
                                        + " OnFailure: { Type: SNS }, OnSuccess: { Type: EventBridge, Destination: 'arn:aws:events:x' } } }"));

        assertThat(stack.functions().getFirst().async())
                .isEqualTo(new Async(
                        2, Duration.ofMinutes(1), stack.topics().getFirst().arn(), null));
        assertThat(Folder.notHonoured(stack))
                .anySatisfy(left -> assertThat(left)
                        .startsWith("Function.EventInvokeConfig.DestinationConfig.OnSuccess.Destination: only queues"));
    }

    @Test
    void settingsForInvocationsThatTheSourcesDoNotMakeAreNamed() throws Exception {
        var stack = new Folder(folder).resources(function(BASE + ", AutoPublishAlias: live") + """
                          Config:
                            Type: AWS::Lambda::EventInvokeConfig
                            Properties: { FunctionName: !Ref Function, Qualifier: $LATEST, MaximumRetryAttempts: 0 }
                        """);

        assertThat(stack.functions().getFirst().async()).isEqualTo(Async.defaults());
        assertThat(Folder.notHonoured(stack))
                .containsExactly("Config.Qualifier: is about invocations of $LATEST, and the sources invoke live");
    }

    @Test
    void theAliasIsTheOneThatSourcesCall() throws Exception {
        var yaml = """
                  Q: { Type: AWS::SQS::Queue }
                  F: { Type: AWS::Lambda::Function, Properties: { Runtime: java21, Handler: a.B, Code: a.jar } }
                  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref F } }
                  A: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref F, FunctionVersion: 1, Name: one } }
                  B: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref F, FunctionVersion: 1, Name: two } }
                  M:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: { FunctionName: %s, EventSourceArn: !GetAtt Q.Arn }
                """;
        var reader = new Folder(folder);

        assertThat(reader.resources(yaml.formatted("!Ref B"))
                        .functions()
                        .getFirst()
                        .alias())
                .isEqualTo("two");
        assertThat(reader.resources(yaml.formatted("!Ref F"))
                        .functions()
                        .getFirst()
                        .alias())
                .isNull();
        assertThat(reader.resources(yaml.formatted("!Ref B"))
                        .mappings()
                        .getFirst()
                        .function())
                .isEqualTo("shop-F");
        assertThat(reader.problemsOfResources(yaml.formatted("!Sub '${F}:three'")))
                .contains("M.FunctionName: calls shop-F by an alias that it does not have: three");
    }

    @Test
    void whatTheLocalFunctionDoesNotHaveIsNamed() throws Exception {
        var stack = new Folder(folder)
                .resources(function(BASE + ", Layers: [l], Tracing: Active, Policies: [p], VpcConfig: { SubnetIds:"
                        + " [!ImportValue x] }, FunctionUrlConfig: { AuthType: NONE }, Speed: 9"));

        assertThat(Folder.notHonoured(stack))
                .containsExactly(
                        "Function.Policies: what p allows is not known here: nothing is denied to who has this role",
                        "Function.Layers: layers are not put on the class path; pack what they hold into the jar",
                        "Function.Tracing: the local run shows logs itself and sends nothing to CloudWatch or X-Ray",
                        "Function.VpcConfig: functions run on this machine's network",
                        "Function.FunctionUrlConfig: functions have no URLs locally; invoke them through the Lambda API",
                        "Function.Speed: unknown to the local run; check its spelling");
    }

    @Test
    void aReferenceToASecretIsNamed() throws Exception {
        var stack = new Folder(folder)
                .resources(function(
                        BASE + ", Environment: { Variables: { KEY: '{{resolve:secretsmanager:a:SecretString}}' } }"));

        assertThat(Folder.notHonoured(stack))
                .containsExactly(
                        "Function.Environment.Variables.KEY: references to stores and secrets stay the text they are");
    }
}
