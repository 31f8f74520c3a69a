package dev.evenstep.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.local.ChildJvm;
import dev.evenstep.local.Clients;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.Specs;
import dev.evenstep.local.stack.TableSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class TablesOnDiskTest {

    private static final TableSpec OUTBOX = Specs.streamed(Specs.table("outbox", null), "NEW_IMAGE");

    @TempDir
    private Path folder;

    private static LocalAws start(List<TableSpec> tables, Path folder) {
        return LocalAws.start(
                Specs.stack(List.of(), tables),
                LocalOptions.defaults().withPort(0).withFolder(folder));
    }

    private static String arn(LocalAws server) {
        return server.services()
                .dynamoDb()
                .call("DescribeTable", JsonTrees.object().put("TableName", "outbox"))
                .at("/Table/LatestStreamArn")
                .asText();
    }

    private void run(Instant now, List<TableSpec> tables, BiConsumer<LocalAws, DynamoDbClient> session) {
        var options = LocalOptions.defaults().withPort(0).withFolder(folder).withTime(new ManualTime(now));
        try (var server = LocalAws.start(Specs.stack(List.of(), tables), options);
                var dynamo = Clients.client(DynamoDbClient.builder(), server.endpoint())) {
            session.accept(server, dynamo);
        }
    }

    private void run(List<TableSpec> tables, BiConsumer<LocalAws, DynamoDbClient> session) {
        try (var server = start(tables, folder);
                var dynamo = Clients.client(DynamoDbClient.builder(), server.endpoint())) {
            session.accept(server, dynamo);
        }
    }

    private static void put(DynamoDbClient dynamo, String pk) {
        var unused =
                dynamo.putItem(request -> request.tableName("outbox").item(Map.of("pk", AttributeValue.fromS(pk))));
    }

    private static List<String> streamed(LocalAws server) {
        var arn = arn(server);
        try (var streams = Clients.client(DynamoDbStreamsClient.builder(), server.endpoint())) {
            return streams.describeStream(request -> request.streamArn(arn)).streamDescription().shards().stream()
                    .map(shard -> streams.getShardIterator(request -> request.streamArn(arn)
                                    .shardId(shard.shardId())
                                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                            .shardIterator())
                    .flatMap(iterator ->
                            streams.getRecords(request -> request.shardIterator(iterator)).records().stream())
                    .map(change ->
                            change.dynamodb().keys().values().iterator().next().s())
                    .toList();
        }
    }

    @Test
    void itemsAndStreamsSurviveAHardStop() {
        try (var child = ChildJvm.start(Killed.class, folder)) {
            child.await("ready");
            child.kill();
        }
        run(List.of(OUTBOX), (server, dynamo) -> {
            assertThat(dynamo.scan(request -> request.tableName("outbox")).items())
                    .hasSize(50);
            assertThat(streamed(server)).hasSize(50).startsWith("item-0", "item-1", "item-2");
            put(dynamo, "after");
            assertThat(streamed(server)).hasSize(51).endsWith("after");
        });
    }

    @Test
    void aTableThatIsKeptKeepsItsStream() {
        String[] arn = new String[1];
        run(List.of(OUTBOX), (server, dynamo) -> {
            arn[0] = arn(server);
            put(dynamo, "a");
        });
        run(List.of(OUTBOX), (server, dynamo) -> {
            assertThat(arn(server)).isEqualTo(arn[0]);
            assertThat(streamed(server)).containsExactly("a");
        });
    }

    @Test
    void streamAndTimeToLiveFollowTheTemplate() {
        var start = Instant.parse("2026-11-25T10:00:00Z");
        run(start, List.of(Specs.table("outbox", null)), (server, dynamo) -> put(dynamo, "a"));
        run(start, List.of(Specs.expiring(OUTBOX, "expires")), (server, dynamo) -> {
            put(dynamo, "b");
            assertThat(streamed(server)).containsExactly("b");
            assertThat(timeToLive(dynamo)).isEqualTo(TimeToLiveStatus.ENABLED);
        });
        var other = List.of(Specs.streamed(OUTBOX, "NEW_AND_OLD_IMAGES"));
        run(start.plusSeconds(60), other, (server, dynamo) -> {
            assertThat(timeToLive(dynamo)).isEqualTo(TimeToLiveStatus.ENABLED);
            assertThat(dynamo.describeTable(request -> request.tableName("outbox"))
                            .table()
                            .streamSpecification()
                            .streamViewType())
                    .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        });
        run(
                start.plusSeconds(7200),
                other,
                (server, dynamo) -> assertThat(timeToLive(dynamo)).isEqualTo(TimeToLiveStatus.DISABLED));
    }

    private static TimeToLiveStatus timeToLive(DynamoDbClient dynamo) {
        return dynamo.describeTimeToLive(request -> request.tableName("outbox"))
                .timeToLiveDescription()
                .timeToLiveStatus();
    }

    @Test
    void otherKeysAreRefusedWithARemedy() {
        run(List.of(OUTBOX), (server, dynamo) -> put(dynamo, "a"));

        assertThatThrownBy(() -> run(List.of(Specs.table("outbox", "sk")), (server, dynamo) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Table outbox is kept with {key=pk")
                .hasMessageContaining("the template says {key=pk+sk")
                .hasMessageContaining("another data folder");

        run(
                List.of(OUTBOX),
                (server, dynamo) -> assertThat(dynamo.scan(request -> request.tableName("outbox"))
                                .items())
                        .hasSize(1));
    }

    /** Writes, tells so and waits to be killed. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            var server = start(List.of(OUTBOX), Path.of(arguments[0]));
            var dynamo = Clients.client(DynamoDbClient.builder(), server.endpoint());
            for (int i = 0; i < 50; i++) {
                put(dynamo, "item-" + i);
            }
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }
}
