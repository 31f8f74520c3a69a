package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MappingResourceTest {

    private static final String BASE = """
              Queue: { Type: AWS::SQS::Queue }
              Fifo: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
              Short: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 29 } }
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  StreamSpecification: { StreamViewType: KEYS_ONLY }
              Function:
                Type: AWS::Lambda::Function
                Properties: { Runtime: java21, Handler: a.B, Code: a.jar, Timeout: 30 }
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  FunctionName: !Ref Function
            """;
    private static final String QUEUE = "EventSourceArn: !GetAtt Queue.Arn";
    private static final String FIFO = "EventSourceArn: !GetAtt Fifo.Arn";
    private static final String STREAM = "EventSourceArn: !GetAtt Table.StreamArn\nStartingPosition: LATEST";

    @TempDir
    Path folder;

    private static String mapping(String properties) {
        return BASE + properties.indent(6);
    }

    private Stack read(String properties) throws Exception {
        return new Folder(folder).resources(mapping(properties));
    }

    @Test
    void aQueuesDefaultsAreAwss() throws Exception {
        assertThat(read(QUEUE).mappings())
                .singleElement()
                .satisfies(mapping -> assertThat(mapping)
                        .isEqualTo(new MappingSpec(
                                mapping.id(),
                                "shop-Function",
                                "arn:aws:sqs:us-east-1:000000000000:shop-Queue",
                                true,
                                10,
                                Duration.ZERO,
                                null,
                                List.of(),
                                false,
                                null)));
    }

    @Test
    void aStreamsDefaultsAreAwss() throws Exception {
        assertThat(read(STREAM).mappings())
                .singleElement()
                .satisfies(mapping -> assertThat(mapping)
                        .isEqualTo(new MappingSpec(
                                mapping.id(),
                                "shop-Function",
                                "arn:aws:dynamodb:us-east-1:000000000000:table/shop-Table/stream/1970-01-01T00:00:00.000",
                                true,
                                100,
                                Duration.ZERO,
                                null,
                                List.of(),
                                false,
                                new MappingSpec.Stream("LATEST", false, -1, null, 1, null))));
    }

    @Test
    void anIdStaysTheSameAndIsAUuid() throws Exception {
        var first = read(QUEUE).mappings().getFirst().id();

        assertThat(read(QUEUE + "\nBatchSize: 3").mappings().getFirst().id())
                .isEqualTo(first)
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(read(FIFO).mappings().getFirst().id()).isNotEqualTo(first);
    }

    @Test
    void anUnlimitedRecordAgeIsNone() throws Exception {
        var stack = read(STREAM + "\nMaximumRecordAgeInSeconds: -1");

        assertThat(stack.mappings().getFirst().stream())
                .isEqualTo(new MappingSpec.Stream("LATEST", false, -1, null, 1, null));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        QUEUE + "\nBatchSize: 11", "is 11; more than 10 messages need MaximumBatchingWindowInSeconds"),
                arguments(QUEUE + "\nBatchSize: 10001\nMaximumBatchingWindowInSeconds: 1", "must be 1 to 10000"),
                arguments(QUEUE + "\nMaximumBatchingWindowInSeconds: 301", "must be 0 to 300 seconds"),
                arguments(FIFO + "\nBatchSize: 11", "is 11; must be 1 to 10 for a FIFO queue"),
                arguments(FIFO + "\nMaximumBatchingWindowInSeconds: 1", "cannot be set for a FIFO queue"),
                arguments(QUEUE + "\nScalingConfig: { MaximumConcurrency: 1 }", "is 1; must be 2 to 1000"),
                arguments(QUEUE + "\nScalingConfig: { MaximumConcurrency: 1001 }", "is 1001; must be 2 to 1000"),
                arguments(QUEUE + "\nEnabled: maybe", "is maybe; must be true or false"),
                arguments(QUEUE + "\nFunctionResponseTypes: [All]", "AWS knows ReportBatchItemFailures only"),
                arguments(QUEUE + "\nFunctionResponseTypes: All", "FunctionResponseTypes: must be a list"),
                arguments(QUEUE + "\nStartingPosition: LATEST", "means nothing to a queue, and AWS refuses it"),
                arguments(QUEUE + "\nMaximumRetryAttempts: 1", "means nothing to a queue"),
                arguments(QUEUE + "\nParallelizationFactor: 1", "means nothing to a queue"),
                arguments(
                        QUEUE + "\nFilterCriteria: { Filters: [{ Pattern: '{\"body\": \"x\"}' }] }",
                        "Mapping.FilterCriteria.Filters.0.Pattern: is no event pattern"),
                arguments(
                        QUEUE + "\nFilterCriteria: { Filters: [{ Pattern: 'x' }] }", "is no event pattern: it must be"),
                arguments(QUEUE + "\nFilterCriteria: { Filters: [{}] }", "Filters.0.Pattern: is missing"),
                arguments(
                        QUEUE + "\nFilterCriteria: { Filters: [" + "{Pattern: '{\"body\": [1]}'},".repeat(11) + "] }",
                        "has 11 filters; AWS takes up to 10"),
                arguments(
                        "EventSourceArn: !GetAtt Short.Arn",
                        "VisibilityTimeout of 29 seconds is less than the Timeout of 30 seconds of shop-Function"),
                arguments("EventSourceArn: !GetAtt Table.StreamArn", "Mapping.StartingPosition: is missing"),
                arguments(
                        "EventSourceArn: !GetAtt Table.StreamArn\nStartingPosition: AT_TIMESTAMP",
                        "is AT_TIMESTAMP; must be one of [TRIM_HORIZON, LATEST]"),
                arguments(STREAM + "\nParallelizationFactor: 11", "is 11; must be 1 to 10"),
                arguments(STREAM + "\nMaximumRetryAttempts: -2", "is -2; must be -1 to 10000"),
                arguments(STREAM + "\nMaximumRecordAgeInSeconds: 59", "must be 60 to 604800 seconds, or -1"),
                arguments(STREAM + "\nScalingConfig: { MaximumConcurrency: 2 }", "means nothing to a stream"),
                arguments(
                        STREAM + "\nDestinationConfig: { OnFailure: { Destination: !GetAtt Fifo.Arn } }",
                        "must be a standard one"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatLambdaRefusesIsRefused(String properties, String message) throws Exception {
        assertThat(new Folder(folder).problemsOfResources(mapping(properties))).contains("Mapping.", message);
    }

    @Test
    void theSameSourceTwiceIsRefused() throws Exception {
        assertThat(new Folder(folder).problemsOfResources(mapping(QUEUE) + """
                                  Again:
                                    Type: AWS::Lambda::EventSourceMapping
                                    Properties: { FunctionName: !GetAtt Function.Arn, EventSourceArn: !GetAtt Queue.Arn }
                                """))
                .contains("Again: is another mapping of the same source to the function shop-Function");
    }

    static Stream<Arguments> elsewhere() {
        return Stream.of(
                arguments(
                        "EventSourceArn: arn:aws:sqs:us-east-1:1:q",
                        "arn:aws:sqs:us-east-1:1:q is not in this template"),
                arguments(
                        "EventSourceArn: arn:aws:kinesis:us-east-1:1:stream/s",
                        "arn:aws:kinesis:us-east-1:1:stream/s is not in this template"),
                arguments(
                        "EventSourceArn: arn:aws:kafka:us-east-1:1:c",
                        "only queues, streams and brokers are sources locally"));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void aSourceThatIsNotHereIsNamedAndLeftOut(String properties, String why) throws Exception {
        var stack = read(properties);

        assertThat(stack.mappings()).isEmpty();
        assertThat(Folder.notHonoured(stack))
                .anySatisfy(left -> assertThat(left).startsWith("Mapping.EventSourceArn: " + why));
    }

    @Test
    void whatTheLocalPollerDoesNotDoIsNamed() throws Exception {
        var stack = read(
                STREAM
                        + "\nTumblingWindowInSeconds: 5\nDestinationConfig: { OnFailure: { Destination: arn:aws:s3:::x } }\nPace: 9");

        assertThat(Folder.notHonoured(stack))
                .containsExactlyInAnyOrder(
                        "Mapping.TumblingWindowInSeconds: tumbling windows are not kept locally",
                        "Mapping.Pace: unknown to the local run; check its spelling",
                        "Mapping.DestinationConfig.OnFailure.Destination: only queues and topics are destinations locally, not arn:aws:s3:::x");
    }
}
