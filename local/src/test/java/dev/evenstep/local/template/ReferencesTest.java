package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code Ref} and {@code Fn::GetAtt} give, by type of resource. */
class ReferencesTest {

    private static final String RESOURCES = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Queue: { Type: AWS::SQS::Queue }
              Fifo: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  StreamSpecification: { StreamViewType: KEYS_ONLY }
              Simple: { Type: AWS::Serverless::SimpleTable }
              Bus: { Type: AWS::Events::EventBus, Properties: { Name: b } }
              Rule: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [a] } } }
              BusRule:
                Type: AWS::Events::Rule
                Properties: { Name: r, EventBusName: !GetAtt Bus.Arn, EventPattern: { source: [a] } }
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java21
                  Handler: a.B
                  CodeUri: a.jar
                  AutoPublishAlias: live
                  FunctionUrlConfig: { AuthType: NONE }
                  EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }
                  Events:
                    Orders: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }
                    Get: { Type: Api, Properties: { Path: /, Method: get } }
              Plain:
                Type: AWS::Lambda::Function
                Properties: { Runtime: java21, Handler: a.B, Code: a.jar, FunctionName: plain }
              Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Plain } }
              Alias:
                Type: AWS::Lambda::Alias
                Properties: { FunctionName: !GetAtt Plain.Arn, FunctionVersion: !GetAtt Version.Version, Name: x }
              Alarm:
                Type: AWS::CloudWatch::Alarm
                Properties: { ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1 }
              Role: { Type: AWS::IAM::Role, Properties: { RoleName: boss } }
              Policy: { Type: AWS::IAM::ManagedPolicy }
              Topic: { Type: AWS::SNS::Topic }
              Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '/aws/lambda/${Plain}' } }
              Key: { Type: AWS::KMS::Key }
              Bucket: { Type: AWS::S3::Bucket }
              Archive: { Type: AWS::Events::Archive }
              Api: { Type: AWS::Serverless::Api, Properties: { StageName: Prod } }
              Stranger: { Type: AWS::Some::Thing }
            Outputs:
              V: { Value:""";

    private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";

    @TempDir
    Path folder;

    static Stream<Arguments> references() {
        return Stream.of(
                arguments("!Ref Queue", "http://127.0.0.1:4566/000000000000/shop-Queue"),
                arguments("!GetAtt Queue.Arn", ARN.formatted("sqs", "shop-Queue")),
                arguments("!GetAtt Queue.QueueName", "shop-Queue"),
                arguments("!GetAtt Queue.QueueUrl", "http://127.0.0.1:4566/000000000000/shop-Queue"),
                arguments("!GetAtt Fifo.QueueName", "shop-Fifo.fifo"),
                arguments("!Ref Table", "shop-Table"),
                arguments("!GetAtt Table.Arn", ARN.formatted("dynamodb", "table/shop-Table")),
                arguments(
                        "!GetAtt Table.StreamArn",
                        ARN.formatted("dynamodb", "table/shop-Table/stream/1970-01-01T00:00:00.000")),
                arguments("!Ref Simple", "shop-Simple"),
                arguments("!Ref Bus", "b"),
                arguments("!GetAtt Bus.Name", "b"),
                arguments("!GetAtt Bus.Arn", ARN.formatted("events", "event-bus/b")),
                arguments("!Ref Rule", "shop-Rule"),
                arguments("!GetAtt Rule.Arn", ARN.formatted("events", "rule/shop-Rule")),
                arguments("!Ref BusRule", "b|r"),
                arguments("!GetAtt BusRule.Arn", ARN.formatted("events", "rule/b/r")),
                arguments("!Ref Function", "shop-Function"),
                arguments("!GetAtt Function.Arn", ARN.formatted("lambda", "function:shop-Function")),
                arguments("!Ref Function.Alias", ARN.formatted("lambda", "function:shop-Function:live")),
                arguments("!Ref Function.Version", ARN.formatted("lambda", "function:shop-Function:1")),
                arguments("!GetAtt Function.Version.Version", "1"),
                arguments("!Sub '${Function.Alias}'", ARN.formatted("lambda", "function:shop-Function:live")),
                arguments("!Ref FunctionAliaslive", ARN.formatted("lambda", "function:shop-Function:live")),
                arguments("!Ref FunctionRole", "shop-FunctionRole"),
                arguments("!GetAtt FunctionRole.Arn", "arn:aws:iam::000000000000:role/shop-FunctionRole"),
                arguments("!GetAtt FunctionUrl.FunctionUrl", "shop-FunctionUrl.FunctionUrl"),
                arguments(
                        "!GetAtt Function.DestinationQueue.Arn",
                        ARN.formatted("sqs", "shop-FunctionEventInvokeConfigOnFailureQueue")),
                arguments("!Ref ServerlessRestApi", "shop-ServerlessRestApi"),
                arguments("!Ref Plain", "plain"),
                arguments("!Sub '${Plain.Arn}'", ARN.formatted("lambda", "function:plain")),
                arguments("!Ref Version", ARN.formatted("lambda", "function:plain:1")),
                arguments("!Ref Alias", ARN.formatted("lambda", "function:plain:x")),
                arguments("!Ref Alarm", "shop-Alarm"),
                arguments("!GetAtt Alarm.Arn", ARN.formatted("cloudwatch", "alarm:shop-Alarm")),
                arguments("!Ref Role", "boss"),
                arguments("!GetAtt Role.Arn", "arn:aws:iam::000000000000:role/boss"),
                arguments("!Ref Policy", "arn:aws:iam::000000000000:policy/shop-Policy"),
                arguments("!Ref Topic", ARN.formatted("sns", "shop-Topic")),
                arguments("!Ref Logs", "/aws/lambda/plain"),
                arguments("!GetAtt Logs.Arn", ARN.formatted("logs", "log-group:/aws/lambda/plain:*")),
                arguments("!Ref Key", "shop-Key"),
                arguments("!GetAtt Key.Arn", ARN.formatted("kms", "key/shop-Key")),
                arguments("!GetAtt Bucket.Arn", "arn:aws:s3:::shop-Bucket"),
                arguments("!GetAtt Archive.Arn", ARN.formatted("events", "archive/shop-Archive")),
                arguments("!Ref ApiProdStage", "shop-ApiProdStage"),
                arguments("!Ref Api.Stage", "shop-Api.Stage"),
                arguments("!Ref Stranger", "shop-Stranger"),
                arguments("!GetAtt Stranger.Arn", ARN.formatted("some", "shop-Stranger")),
                arguments("!GetAtt Stranger.Colour", "shop-Stranger.Colour"),
                arguments("!GetAtt [Queue, !Sub 'Arn']", ARN.formatted("sqs", "shop-Queue")),
                arguments("!Sub '${AWS::StackName}.${AWS::URLSuffix}'", "shop.amazonaws.com"),
                arguments("!Select [1, !Split ['/', !Ref AWS::StackId]]", "shop"),
                arguments("!Join ['', !Ref AWS::NotificationARNs]", ""));
    }

    @ParameterizedTest
    @MethodSource("references")
    void referencesGiveWhatCloudFormationGives(String reference, String value) throws Exception {
        assertThat(new Folder(folder).read(RESOURCES + " " + reference + " }").outputs())
                .containsEntry("V", value);
    }

    static Stream<Arguments> dangling() {
        return Stream.of(
                arguments("!Ref Nobody", "refers to Nobody, which is neither a parameter nor a resource"),
                arguments("!GetAtt Nobody.Arn", "refers to Nobody"),
                arguments("!Sub '${Nobody}'", "refers to Nobody"),
                arguments("!Sub '${Nobody.Arn}'", "refers to Nobody"),
                arguments("!GetAtt Queue.Colour", "asks for Queue.Colour, which a AWS::SQS::Queue here has not"),
                arguments("!GetAtt Simple.StreamArn", "asks for Simple.StreamArn"),
                arguments("!Ref Plain.Alias", "refers to Plain.Alias"));
    }

    @ParameterizedTest
    @MethodSource("dangling")
    void aReferenceThatLeadsNowhereIsRefused(String reference, String message) throws Exception {
        assertThat(new Folder(folder).problems(RESOURCES + " " + reference + " }"))
                .contains("Outputs.V: " + message);
    }

    @Test
    void accountRegionPartitionAndEndpointAreTheCallers() throws Exception {
        var endpoint = URI.create("http://localhost:9999");
        var options = new TemplateOptions("shop", "cn-north-1", "123456789012", "aws-cn", endpoint, Map.of(), Map.of());
        var stack = new Folder(folder).read(RESOURCES + " !Sub '${Queue} ${Queue.Arn} ${AWS::URLSuffix}' }", options);

        assertThat(stack.outputs())
                .containsEntry(
                        "V",
                        "http://localhost:9999/123456789012/shop-Queue"
                                + " arn:aws-cn:sqs:cn-north-1:123456789012:shop-Queue amazonaws.com.cn");
    }

    @Test
    void aGeneratedNameThatIsTooLongIsCutAndStaysUnique() throws Exception {
        var id = "A".repeat(90);
        var stack = new Folder(folder)
                .resources("  %s1: { Type: AWS::SQS::Queue }\n  %s2: { Type: AWS::SQS::Queue }\n".formatted(id, id));

        assertThat(stack.queues())
                .hasSize(2)
                .allSatisfy(queue -> assertThat(queue.name()).hasSize(80).startsWith("shop-AAA"));
    }

    @Test
    void namesThatAreMadeOfEachOtherAreRefused() throws Exception {
        assertThat(new Folder(folder).problemsOfResources("""
                                  A: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt B.QueueName } }
                                  B: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt A.QueueName } }
                                """))
                .contains("takes its name in a circle of references: A → B");
    }

    @Test
    void resourcesThatNeedEachOtherAreRefused() throws Exception {
        assertThat(new Folder(folder).problemsOfResources("""
                                  A:
                                    Type: AWS::SQS::Queue
                                    Properties:
                                      RedrivePolicy: { deadLetterTargetArn: !GetAtt B.Arn, maxReceiveCount: 1 }
                                  B: { Type: AWS::SQS::Queue, DependsOn: [C] }
                                  C: { Type: AWS::SQS::Queue, DependsOn: A }
                                """))
                .contains("line 4: A: stands in a circle of resources", "A → B → C → A");
    }

    @Test
    void aReferenceToWhatAConditionKeepsAwayIsRefused() throws Exception {
        var yaml = """
                Conditions: { Never: !Equals [a, b] }
                Resources:
                  Rare: { Type: AWS::SQS::Queue, Condition: Never }
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: %s
                """;

        assertThat(new Folder(folder).problems(yaml.formatted("!GetAtt Rare.QueueName")))
                .contains("Queue.QueueName: refers to Rare, which is there only if the condition Never holds");
        assertThat(new Folder(folder).problems(yaml.formatted("!If [Never, !GetAtt Rare.QueueName, fine]")))
                .isEmpty();
    }

    /** Each queue's name made of the next one's, the first of them first. */
    private static String chain(int length) {
        var yaml = new StringBuilder("  Q0: { Type: AWS::SQS::Queue, Properties: { QueueName: q } }\n");
        for (var i = 1; i < length; i++) {
            yaml.insert(
                    0,
                    "  Q%d: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub 'q${Q%d.QueueName}' } }\n"
                            .formatted(i, i - 1));
        }
        return yaml.toString();
    }

    @Test
    void namesMayBeMadeOfNamesWithinReason() throws Exception {
        assertThat(new Folder(folder).resources(chain(50)).queues()).hasSize(50);
        assertThat(new Folder(folder).problemsOfResources(chain(500)))
                .contains("which does so too, more than 50 times");
    }
}
