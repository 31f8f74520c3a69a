package dev.evenstep.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.Clients;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.Specs;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.stack.TableSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Tables as a template describes them, and what others build on. */
class TemplateTablesTest {

    private static final TableSpec OUTBOX = Specs.streamed(Specs.table("outbox", "sk"), "NEW_IMAGE");
    private static final TableSpec INBOX = Specs.expiring(Specs.table("inbox", null), "expires");
    private static final TableSpec INDEXED = new TableSpec(
            "Indexed",
            "indexed",
            "arn:aws:dynamodb:us-east-1:000000000000:table/indexed",
            new TableSpec.Key("pk", "sk"),
            Map.of("pk", "S", "sk", "N", "other", "S"),
            List.of(
                    new TableSpec.SecondaryIndex(
                            "by-other", false, new TableSpec.Key("other", "pk"), "KEYS_ONLY", List.of()),
                    new TableSpec.SecondaryIndex(
                            "local-other", true, new TableSpec.Key("pk", "other"), "INCLUDE", List.of("name"))),
            null,
            null,
            null);

    private static LocalAws server;
    private static DynamoDbClient dynamo;

    @BeforeAll
    static void start() {
        var tables = Specs.stack(List.of(), List.of(OUTBOX, INBOX, INDEXED, Specs.table("plain", null)));
        var arn = String.valueOf(OUTBOX.streamArn());
        var function = new FunctionSpec(
                "F",
                "f",
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                "H",
                "java21",
                Path.of("f.jar"),
                Duration.ofSeconds(1),
                128,
                Map.of("STREAM", arn),
                null,
                FunctionSpec.Async.defaults(),
                null);
        var mapping = new MappingSpec("id", "f", arn, true, 1, Duration.ZERO, null, List.of(), false, null);
        var stack = new Stack(
                "shop",
                List.of(),
                tables.tables(),
                List.of(),
                List.of(),
                List.of(),
                List.of(function),
                List.of(mapping),
                Map.of(),
                List.of());
        server = LocalAws.start(stack, LocalOptions.defaults().withPort(0));
        dynamo = Clients.client(DynamoDbClient.builder(), server.endpoint());
    }

    @AfterAll
    static void stop() {
        dynamo.close();
        server.close();
    }

    @Test
    void everyTableOfTheTemplateIsThere() {
        assertThat(dynamo.listTables().tableNames()).contains("inbox", "indexed", "outbox", "plain");
    }

    @Test
    void indexesAreAsDescribed() {
        var table =
                dynamo.describeTable(request -> request.tableName("indexed")).table();

        assertThat(table.globalSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("by-other");
            assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
        });
        assertThat(table.localSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("local-other");
            assertThat(index.projection().nonKeyAttributes()).containsExactly("name");
        });
    }

    @Test
    void aStreamHasOneArnEverywhere() {
        var arn = dynamo.describeTable(request -> request.tableName("outbox"))
                .table()
                .latestStreamArn();

        assertThat(arn).contains("table/outbox/stream/");
        assertThat(server.services().stack().mappings())
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.sourceArn()).isEqualTo(arn));
        assertThat(server.services().stack().functions().getFirst().environment())
                .containsEntry("STREAM", arn);
    }

    @Test
    void timeToLiveIsOn() {
        var description =
                dynamo.describeTimeToLive(request -> request.tableName("inbox")).timeToLiveDescription();

        assertThat(description.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(description.attributeName()).isEqualTo("expires");
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() throws Exception {
        var outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : outside) {
            try (var socket = new Socket()) {
                var target = new InetSocketAddress(address, server.endpoint().getPort());
                assertThatThrownBy(() -> socket.connect(target, 500)).isInstanceOf(IOException.class);
            }
        }
        assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
}
