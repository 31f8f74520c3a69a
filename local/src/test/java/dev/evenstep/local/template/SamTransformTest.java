package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What SAM makes of a function, its events and its settings. */
class SamTransformTest {

    private static final String FUNCTION = """
            Transform: AWS::Serverless-2016-10-31
            Parameters: { Name: { Type: String, Default: live-1 } }
            Conditions: { Never: !Equals [a, b] }
            Resources:
              Queue: { Type: AWS::SQS::Queue }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java21
                  Handler: a.B
                  CodeUri: a.jar
            """;

    @TempDir
    Path folder;

    private Stack read(String properties) throws Exception {
        return new Folder(folder).read(FUNCTION + properties.indent(6));
    }

    private String problems(String properties) throws Exception {
        return new Folder(folder).problems(FUNCTION + properties.indent(6));
    }

    @Test
    void anAliasMayBeAParameter() throws Exception {
        var stack = read("AutoPublishAlias: !Ref Name");

        assertThat(stack.functions()).extracting(FunctionSpec::alias).containsExactly("live-1");
        assertThat(problems("AutoPublishAlias: !Ref Queue")).contains("F.AutoPublishAlias: refers to Queue");
        assertThat(problems("AutoPublishAlias: '1'")).contains("F.AutoPublishAlias.Name: is 1; must be letters");
        assertThat(read("AutoPublishAlias: !If [Never, a, !Ref AWS::NoValue]").functions())
                .extracting(FunctionSpec::alias)
                .containsOnlyNulls();
    }

    @Test
    void aRuleOfAnEventMayHaveAQueueMadeForIt() throws Exception {
        var stack = read("""
                Events:
                  A:
                    Type: EventBridgeRule
                    Properties: { Pattern: { source: [a] }, DeadLetterConfig: { Type: SQS } }
                  B:
                    Type: CloudWatchEvent
                    Properties:
                      Pattern: { source: [a] }
                      Enabled: !If [Never, true, false]
                      DeadLetterConfig: { Type: SQS, QueueLogicalId: Lost }
                """);

        assertThat(stack.queues()).extracting(QueueSpec::name).contains("shop-FAQueue", "shop-Lost");
        assertThat(stack.rules())
                .extracting(
                        RuleSpec::name,
                        RuleSpec::enabled,
                        rule -> rule.targets().getFirst().id())
                .containsExactly(tuple("shop-FA", true, "FALambdaTarget"), tuple("shop-FB", false, "FBLambdaTarget"));
        assertThat(stack.rules().getFirst().targets().getFirst().deadLetterArn())
                .endsWith(":shop-FAQueue");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("Events: [a]", "F.Events: must be an object"),
                arguments("Events: { E: { Properties: {} } }", "F.Events.E: must have a Type, such as SQS"),
                arguments("Events: { E: { Type: Sqs } }", "F.Events.E: Sqs is no type of events in SAM"),
                arguments(
                        "Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 0 } } }",
                        "F.Events.E.Properties.BatchSize: is 0; must be 1 to 10000"),
                arguments(
                        "Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Nobody.Arn } } }",
                        "F.Events.E.Properties.Queue: refers to Nobody"),
                arguments(
                        "Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { a: b } } } }",
                        "F.Events.E.Properties.Pattern: is no event pattern"),
                arguments(
                        "Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { a: [b] }, InputPath: x } } }",
                        "F.Events.E.Properties.InputPath: is x; a JSON path begins with $"),
                arguments(
                        "Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { a: [b] }, State: ENABLED,"
                                + " Enabled: true } } }",
                        "F.Events.E.Properties.Enabled: stands beside State"),
                arguments(
                        "Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { a: [b] }, DeadLetterConfig: {} } } }",
                        "F.Events.E.Properties.DeadLetterConfig: must have either Arn or Type"),
                arguments(
                        "Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { a: [b] }, DeadLetterConfig:"
                                + " { Type: SNS } } } }",
                        "DeadLetterConfig.Type: is SNS; must be SQS"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsWrongWithAnEventIsToldWhereItIsWritten(String properties, String message) throws Exception {
        assertThat(problems(properties)).contains(message);
    }

    @Test
    void eventsThatDoNotHappenLocallyAreNamed() throws Exception {
        var stack = read("""
                Events:
                  Get: { Type: Api, Properties: { Path: /, Method: get } }
                  Post: { Type: HttpApi }
                  Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
                  Weekly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(7 days) } }
                  Upload: { Type: S3, Properties: { Bucket: !Ref Queue, Events: 's3:ObjectCreated:*' } }
                  News: { Type: SNS, Properties: { Topic: 'arn:aws:sns:x' } }
                  Flow: { Type: Kinesis, Properties: { Stream: 'arn:aws:kinesis:x', StartingPosition: LATEST } }
                  Log: { Type: CloudWatchLogs, Properties: { LogGroupName: g } }
                  Kafka: { Type: MSK, Properties: { Stream: 'arn:aws:kafka:x' } }
                """);

        assertThat(stack.mappings()).isEmpty();
        assertThat(stack.rules()).isEmpty();
        assertThat(stack.schedules()).singleElement().satisfies(schedule -> {
            assertThat(schedule.every()).isEqualTo(Duration.ofDays(1));
            assertThat(schedule.targets())
                    .singleElement()
                    .satisfies(target -> assertThat(target.arn()).endsWith(":function:shop-F"));
        });
        assertThat(Folder.notHonoured(stack))
                .containsExactlyInAnyOrder(
                        "F.Events.Get: there is no API Gateway locally; invoke functions through the Lambda API",
                        "F.Events.Post: there is no API Gateway locally; invoke functions through the Lambda API",
                        "F.Events.Weekly: only the schedules of rules fire locally, not those of EventBridge Scheduler",
                        "F.Events.Upload: there is no S3 locally",
                        "F.Events.News.Properties.Topic: arn:aws:sns:x is not in this template, and nothing outside it"
                                + " exists locally",
                        "F.Events.Flow.Properties.Stream: arn:aws:kinesis:x is not in this template, and nothing outside"
                                + " it exists locally",
                        "F.Events.Log: the local run shows logs itself and sends nothing to CloudWatch or X-Ray",
                        "F.Events.Kafka.Properties.Stream: only queues, streams and brokers are sources locally, not arn:aws:kafka:x");
    }

    @Test
    void unknownPropertiesOfAnEventAreNamedWhereTheyAreWritten() throws Exception {
        var stack = read("""
                Events:
                  E:
                    Type: SQS
                    Properties: { Queue: !GetAtt Queue.Arn, Colour: red, MetricsConfig: {} }
                  R:
                    Type: EventBridgeRule
                    Properties: { Pattern: { a: [b] }, Colour: red, RetryPolicy: { Patience: 1 } }
                """);

        assertThat(Folder.notHonoured(stack))
                .containsExactly(
                        "F.Events.E.Properties.Colour: unknown to the local run; check its spelling",
                        "F.Events.E.Properties.MetricsConfig: the local run shows logs itself and sends nothing to"
                                + " CloudWatch or X-Ray",
                        "F.Events.R.Properties.Colour: unknown to the local run; check its spelling",
                        "F.Events.R.Properties.RetryPolicy.Patience: unknown to the local run; check its spelling");
    }

    @Test
    void whatIsMadeOfAFunctionHangsOnItsCondition() throws Exception {
        var yaml = FUNCTION.replace("  F:\n", "  F:\n    Condition: Never\n")
                + "Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } } }".indent(6);
        var reader = new Folder(folder);

        assertThat(reader.read(yaml).mappings()).isEmpty();
        assertThat(reader.read(yaml).notHonoured()).isEmpty();
        assertThat(reader.problems(yaml + "Outputs: { O: { Value: !GetAtt FRole.Arn } }"))
                .contains("refers to FRole, which is there only if the condition Never holds");
    }

    @Test
    void aPropertyWithoutAValueIsNotSet() throws Exception {
        assertThat(read("Events:\nTracing:\nEnvironment:").functions()).hasSize(1);
    }

    @Test
    void typesOfSamNeedItsTransform() throws Exception {
        assertThat(new Folder(folder).problems(FUNCTION.replace("Transform: AWS::Serverless-2016-10-31\n", "")))
                .contains("F: is a AWS::Serverless::Function; that needs Transform: AWS::Serverless-2016-10-31");
        assertThat(new Folder(folder)
                        .problems(FUNCTION.replace(
                                "Transform: AWS::Serverless-2016-10-31", "Transform: [AWS::Serverless-2016-10-31]")))
                .isEmpty();
    }

    @Test
    void sourcesCallTheAlias() throws Exception {
        var stack = read("""
                AutoPublishAlias: live
                Events:
                  E: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }
                  R: { Type: EventBridgeRule, Properties: { Pattern: { a: [b] } } }
                """);

        assertThat(stack.functions()).extracting(FunctionSpec::alias).containsExactly("live");
        assertThat(stack.mappings()).extracting(MappingSpec::function).containsExactly("shop-F");
        assertThat(stack.rules().getFirst().targets().getFirst().arn())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:shop-F");
    }
}
