package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.StreamSpec;
import dev.evenstep.local.stack.SubscriptionSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinesis streams, topics and subscriptions in a template. */
class StreamsAndTopicsTest {

    private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/shop-Clicks";
    private static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:shop-News";

    @TempDir
    Path folder;

    @BeforeEach
    void code() throws Exception {
        Files.createDirectories(folder.resolve("code/lib"));
    }

    @Test
    void aStreamIsReadAsItIsWritten() throws Exception {
        var stack = new Folder(folder).resources("""
                  Clicks:
                    Type: AWS::Kinesis::Stream
                    Properties: { ShardCount: 3, RetentionPeriodHours: 48, StreamEncryption: { EncryptionType: KMS, KeyId: k } }
                  Ticks:
                    Type: AWS::Kinesis::Stream
                    Properties: { Name: ticks, StreamModeDetails: { StreamMode: ON_DEMAND } }
                """);

        assertThat(stack.streams())
                .containsExactly(
                        new StreamSpec("Clicks", "shop-Clicks", STREAM_ARN, 3, 48),
                        new StreamSpec(
                                "Ticks", "ticks", "arn:aws:kinesis:us-east-1:000000000000:stream/ticks", null, 24));
        assertThat(Folder.notHonoured(stack)).containsExactly("Clicks.StreamEncryption: nothing is encrypted locally");
    }

    @Test
    void aTopicsSubscriptionsAreReadWhereverTheyStand() throws Exception {
        var stack = new Folder(folder).resources("""
                  Queue: { Type: AWS::SQS::Queue }
                  Other: { Type: AWS::SQS::Queue }
                  News:
                    Type: AWS::SNS::Topic
                    Properties:
                      Subscription: [{ Protocol: sqs, Endpoint: !GetAtt Queue.Arn }, { Protocol: email, Endpoint: a@b }]
                  Second:
                    Type: AWS::SNS::Subscription
                    Properties:
                      TopicArn: !Ref News
                      Protocol: sqs
                      Endpoint: !GetAtt Other.Arn
                      RawMessageDelivery: true
                      FilterPolicyScope: MessageBody
                      FilterPolicy: { kind: [b, a] }
                      RedrivePolicy: { deadLetterTargetArn: !GetAtt Queue.Arn }
                """);

        assertThat(stack.topics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.arn()).isEqualTo(TOPIC_ARN));
        assertThat(stack.subscriptions())
                .containsExactlyInAnyOrder(
                        new SubscriptionSpec(TOPIC_ARN, "sqs", queue("Queue"), false, null, "MessageAttributes", null),
                        new SubscriptionSpec(
                                TOPIC_ARN,
                                "sqs",
                                queue("Other"),
                                true,
                                "{\"kind\":[\"a\",\"b\"]}",
                                "MessageBody",
                                queue("Queue")));
        assertThat(Folder.notHonoured(stack))
                .containsExactly(
                        "News.Subscription.1.Protocol: only queues and functions are notified locally, not by email");
    }

    private static String queue(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:shop-" + name;
    }

    @Test
    void aFunctionsEventsOfKinesisAndSnsBecomeMappingAndSubscription() throws Exception {
        var stack = new Folder(folder).resources("""
                  Clicks: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }
                  News: { Type: AWS::SNS::Topic }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                      Handler: a.B
                      CodeUri: code
                      Events:
                        Flow:
                          Type: Kinesis
                          Properties:
                            Stream: !GetAtt Clicks.Arn
                            StartingPosition: AT_TIMESTAMP
                            StartingPositionTimestamp: 1700000000.5
                            DestinationConfig: { OnFailure: { Type: SNS, Destination: !Ref News } }
                        Told: { Type: SNS, Properties: { Topic: !Ref News, FilterPolicy: { kind: [a] } } }
                """);

        assertThat(stack.mappings()).singleElement().satisfies(mapping -> {
            assertThat(mapping.sourceArn()).isEqualTo(STREAM_ARN);
            assertThat(mapping.stream())
                    .isEqualTo(new MappingSpec.Stream(
                            "AT_TIMESTAMP", Instant.parse("2023-11-14T22:13:20.500Z"), false, -1, null, 1, TOPIC_ARN));
        });
        assertThat(stack.subscriptions()).singleElement().satisfies(subscription -> {
            assertThat(subscription.protocol()).isEqualTo("lambda");
            assertThat(subscription.endpoint()).endsWith(":function:shop-F");
            assertThat(subscription.filterPolicy()).isEqualTo("{\"kind\":[\"a\"]}");
        });
        assertThat(Folder.notHonoured(stack)).isEqualTo(List.of());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("Clicks: { Type: AWS::Kinesis::Stream }", "Clicks.ShardCount: is missing"),
                arguments(
                        "Clicks: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1, RetentionPeriodHours: 23 } }",
                        "is 23; must be 24 to 8760"),
                arguments(
                        "Clicks: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1, StreamModeDetails: { StreamMode: ON_DEMAND } } }",
                        "stands beside StreamMode: ON_DEMAND"),
                arguments(
                        "News: { Type: AWS::SNS::Topic, Properties: { TopicName: a.fifo } }",
                        "exactly the name of a FIFO topic ends in .fifo"),
                arguments(
                        "News: { Type: AWS::SNS::Topic, Properties: { ContentBasedDeduplication: true } }",
                        "is for FIFO topics only"),
                arguments("""
                        Fifo: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
                          News: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: sqs, Endpoint: !GetAtt Fifo.Arn }] } }""", "a FIFO queue subscribes to FIFO topics only"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatAwsRefusesIsRefused(String resource, String message) throws Exception {
        assertThat(new Folder(folder).problemsOfResources("  " + resource + "\n"))
                .contains(message);
    }
}
