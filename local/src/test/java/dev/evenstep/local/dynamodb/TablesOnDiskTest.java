package dev.evenstep.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.ChildJvm;
import dev.evenstep.local.Clients;
import dev.evenstep.local.Specs;
import dev.evenstep.local.stack.TableSpec;
import java.nio.file.Path;
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

    private void run(List<TableSpec> tables, BiConsumer<EmbeddedDynamoDb, DynamoDbClient> session) {
        try (var server = EmbeddedDynamoDb.start(folder, tables);
                var dynamo = Clients.client(DynamoDbClient.builder(), server.endpoint())) {
            session.accept(server, dynamo);
        }
    }

    private static void put(DynamoDbClient dynamo, String pk) {
        var unused =
                dynamo.putItem(request -> request.tableName("outbox").item(Map.of("pk", AttributeValue.fromS(pk))));
    }

    private static List<String> streamed(EmbeddedDynamoDb server) {
        var arn = server.streamArn(String.valueOf(OUTBOX.streamArn()));
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
            arn[0] = server.streamArn(String.valueOf(OUTBOX.streamArn()));
            put(dynamo, "a");
        });
        run(List.of(OUTBOX), (server, dynamo) -> {
            assertThat(server.streamArn(String.valueOf(OUTBOX.streamArn()))).isEqualTo(arn[0]);
            assertThat(streamed(server)).containsExactly("a");
        });
    }

    @Test
    void streamAndTimeToLiveFollowTheTemplate() {
        run(List.of(Specs.table("outbox", null)), (server, dynamo) -> put(dynamo, "a"));
        run(List.of(Specs.expiring(OUTBOX, "expires")), (server, dynamo) -> {
            put(dynamo, "b");
            assertThat(streamed(server)).containsExactly("b");
            assertThat(dynamo.describeTimeToLive(request -> request.tableName("outbox"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
        });
        run(List.of(Specs.streamed(OUTBOX, "NEW_AND_OLD_IMAGES")), (server, dynamo) -> {
            assertThat(dynamo.describeTimeToLive(request -> request.tableName("outbox"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.DISABLED);
            assertThat(dynamo.describeTable(request -> request.tableName("outbox"))
                            .table()
                            .streamSpecification()
                            .streamViewType())
                    .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        });
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
            var server = EmbeddedDynamoDb.start(Path.of(arguments[0]), List.of(OUTBOX));
            var dynamo = Clients.client(DynamoDbClient.builder(), server.endpoint());
            for (int i = 0; i < 50; i++) {
                put(dynamo, "item-" + i);
            }
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }
}
