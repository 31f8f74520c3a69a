package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerMappingsTest {

    private static final String FUNCTION = """
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java21
                  Handler: a.B
                  CodeUri: a.jar
                  Events:
                    E:
            """;
    private static final String KAFKA =
            "Type: SelfManagedKafka\nProperties:\n  KafkaBootstrapServers: ['k:9092']\n  Topics: [orders]\n  StartingPosition: LATEST\n";
    private static final String MSK =
            "Type: MSK\nProperties:\n  Stream: arn:aws:kafka:us-east-1:1:cluster/c/1\n  Topics: [orders]\n  StartingPosition: TRIM_HORIZON\n";
    private static final String MQ =
            "Type: MQ\nProperties:\n  Broker: arn:aws:mq:us-east-1:1:broker:b:b-1\n  Queues: [jobs]\n";
    private static final String PROVISIONED = "  ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 2 }\n";

    @TempDir
    Path folder;

    private MappingSpec read(String event) throws Exception {
        return new Folder(folder)
                .resources(FUNCTION + event.indent(12))
                .mappings()
                .getFirst();
    }

    @Test
    void aTopicsDefaultsAreLambdas() throws Exception {
        MappingSpec mapping = read(KAFKA);

        assertThat(mapping.broker()).isEqualTo(new BrokerSpec.KafkaTopic("orders", mapping.id(), null));
        assertThat(mapping.sourceArn()).isEmpty();
        assertThat(mapping.source()).isEqualTo("Kafka's topic orders");
        assertThat(mapping.batchSize()).isEqualTo(100);
        assertThat(mapping.window()).isEqualTo(Duration.ofMillis(500));
        assertThat(mapping.stream()).isEqualTo(new MappingSpec.Stream("LATEST", false, -1, null, 1, null));
    }

    @Test
    void aTopicOfAClusterHasItsArnAndItsGroup() throws Exception {
        MappingSpec mapping = read(MSK
                + "  ConsumerGroupId: billing\n  MaximumRetryAttempts: 3\n  FunctionResponseTypes: [ReportBatchItemFailures]\n"
                + PROVISIONED);

        assertThat(mapping.broker()).isEqualTo(new BrokerSpec.KafkaTopic("orders", "billing", null));
        assertThat(mapping.sourceArn()).isEqualTo("arn:aws:kafka:us-east-1:1:cluster/c/1");
        assertThat(mapping.reportsItemFailures()).isTrue();
        assertThat(mapping.stream()).isEqualTo(new MappingSpec.Stream("TRIM_HORIZON", false, 3, null, 1, null));
    }

    @Test
    void aTopicCanBeReadFromATimeOn() throws Exception {
        MappingSpec mapping =
                read(KAFKA.replace("LATEST", "AT_TIMESTAMP") + "  StartingPositionTimestamp: 1764140400\n");

        assertThat(mapping.broker())
                .isEqualTo(new BrokerSpec.KafkaTopic("orders", mapping.id(), Instant.ofEpochSecond(1_764_140_400)));
    }

    @Test
    void aQueueHasItsVirtualHost() throws Exception {
        MappingSpec mapping = read(
                MQ
                        + "  SourceAccessConfigurations: [{ Type: BASIC_AUTH, URI: arn:x }, { Type: VIRTUAL_HOST, URI: /shop }]\n");

        assertThat(mapping.broker()).isEqualTo(new BrokerSpec.RabbitMqQueue("jobs", "/shop"));
        assertThat(mapping.stream()).isNull();
        assertThat(read(MQ).broker()).isEqualTo(new BrokerSpec.RabbitMqQueue("jobs", "/"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(KAFKA + "  MaximumRetryAttempts: 3\n", "is of provisioned mode, for a topic"),
                arguments(
                        KAFKA + "  FunctionResponseTypes: [ReportBatchItemFailures]\n", "add ProvisionedPollerConfig"),
                arguments(KAFKA.replace("[orders]", "[a, b]"), "must hold one name"),
                arguments(KAFKA.replace("LATEST", "AT_TIMESTAMP"), "StartingPositionTimestamp go together"),
                arguments(KAFKA.replace("  StartingPosition: LATEST\n", ""), "StartingPosition: is missing"),
                arguments(KAFKA + "  ScalingConfig: { MaximumConcurrency: 2 }\n", "means nothing to a topic"),
                arguments(KAFKA.replace("  KafkaBootstrapServers: ['k:9092']\n", ""), "needs either EventSourceArn"),
                arguments(MQ + "  StartingPosition: LATEST\n", "means nothing to a queue of Amazon MQ"),
                arguments(MQ + "  BatchSize: 10001\n", "BatchSize: is 10001"),
                arguments(
                        MQ + "  FunctionResponseTypes: [ReportBatchItemFailures]\n",
                        "means nothing to a queue of Amazon MQ"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatAwsRefusesIsRefused(String event, String why) throws Exception {
        assertThat(new Folder(folder).problemsOfResources(FUNCTION + event.indent(12)))
                .contains(why);
    }
}
