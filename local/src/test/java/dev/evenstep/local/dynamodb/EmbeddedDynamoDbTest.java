package dev.evenstep.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.local.ChildJvm;
import dev.evenstep.local.Clients;
import dev.evenstep.local.Specs;
import dev.evenstep.local.stack.TableSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Tables as a template describes them, and what others build on. */
class EmbeddedDynamoDbTest {

    private static final TableSpec OUTBOX = Specs.streamed(Specs.table("outbox", "sk"), "NEW_IMAGE");
    private static final TableSpec INBOX = Specs.expiring(Specs.table("inbox", null), "expires");
    private static final TableSpec INDEXED = new TableSpec(
            "Indexed",
            "indexed",
            "arn:aws:dynamodb:us-east-1:000000000000:table/indexed",
            new TableSpec.Key("pk", "sk"),
            Map.of("pk", "S", "sk", "N", "other", "S"),
            List.of(
                    new TableSpec.Index("by-other", false, new TableSpec.Key("other", "pk"), "KEYS_ONLY", List.of()),
                    new TableSpec.Index(
                            "local-other", true, new TableSpec.Key("pk", "other"), "INCLUDE", List.of("name"))),
            null,
            null,
            null);

    private static EmbeddedDynamoDb server;
    private static DynamoDbClient dynamo;
    private static DynamoDbStreamsClient streams;

    @BeforeAll
    static void start() {
        server = EmbeddedDynamoDb.start(null, List.of(OUTBOX, INBOX, INDEXED, Specs.table("plain", null)));
        dynamo = Clients.client(DynamoDbClient.builder(), server.endpoint());
        streams = Clients.client(DynamoDbStreamsClient.builder(), server.endpoint());
    }

    @AfterAll
    static void stop() {
        streams.close();
        dynamo.close();
        server.close();
    }

    private static Map<String, AttributeValue> key(String pk) {
        return Map.of("pk", AttributeValue.fromS(pk));
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
    void aStreamIsFoundByTheTemplatesArnAndTellsOfChanges() {
        var templateArn = String.valueOf(OUTBOX.streamArn());
        var arn = server.streamArn(templateArn);
        assertThat(arn).isNotEqualTo(templateArn).contains("table/outbox/stream/");
        assertThat(server.streamArn("arn:of:another")).isEqualTo("arn:of:another");

        var unused = dynamo.putItem(request -> request.tableName("outbox")
                .item(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("1"))));

        var shard = streams.describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards()
                .getFirst();
        var iterator = streams.getShardIterator(request -> request.streamArn(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        assertThat(streams.getRecords(request -> request.shardIterator(iterator))
                        .records())
                .isNotEmpty()
                .allSatisfy(change -> {
                    assertThat(change.eventNameAsString()).isEqualTo("INSERT");
                    assertThat(change.dynamodb().newImage()).containsEntry("pk", AttributeValue.fromS("a"));
                });
    }

    @Test
    void timeToLiveIsOn() {
        var description =
                dynamo.describeTimeToLive(request -> request.tableName("inbox")).timeToLiveDescription();

        assertThat(description.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(description.attributeName()).isEqualTo("expires");
    }

    @Test
    void anExpiredItemGoes() {
        var unused = dynamo.createTable(TableRequests.create(Specs.table("expiring", null)));
        var past = Long.toString(Instant.now().minusSeconds(60).getEpochSecond());
        var future = Long.toString(Instant.now().plusSeconds(3600).getEpochSecond());
        dynamo.putItem(request -> request.tableName("expiring")
                .item(Map.of("pk", AttributeValue.fromS("old"), "expires", AttributeValue.fromN(past))));
        dynamo.putItem(request -> request.tableName("expiring")
                .item(Map.of("pk", AttributeValue.fromS("young"), "expires", AttributeValue.fromN(future))));
        dynamo.updateTimeToLive(request -> request.tableName("expiring")
                .timeToLiveSpecification(ttl -> ttl.attributeName("expires").enabled(true)));

        await().untilAsserted(() -> assertThat(
                        dynamo.scan(request -> request.tableName("expiring")).items())
                .extracting(item -> item.get("pk"))
                .containsExactly(AttributeValue.fromS("young")));
    }

    @Test
    void consumedCapacityIsTold() {
        var put = dynamo.putItem(request ->
                request.tableName("plain").item(key("capacity")).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        assertThat(put.consumedCapacity().capacityUnits()).isEqualTo(1.0);

        var transaction = dynamo.transactWriteItems(request -> request.transactItems(
                        TransactWriteItem.builder()
                                .put(item -> item.tableName("plain").item(key("t1")))
                                .build(),
                        TransactWriteItem.builder()
                                .put(item -> item.tableName("plain").item(key("t2")))
                                .build())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        // AWS counts two units an item here; DynamoDB Local does not double them
        assertThat(transaction.consumedCapacity().getFirst().capacityUnits()).isEqualTo(2.0);
    }

    @Test
    void aRefusedConditionBringsTheItemBack() {
        dynamo.putItem(request -> request.tableName("plain")
                .item(Map.of("pk", AttributeValue.fromS("held"), "by", AttributeValue.fromS("first"))));

        assertThatThrownBy(() -> dynamo.putItem(request -> request.tableName("plain")
                        .item(key("held"))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        refused -> assertThat(refused.item()).containsEntry("by", AttributeValue.fromS("first")));
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

    @Test
    void nothingKeepsTheProcessAliveAfterClosing() {
        try (var child = ChildJvm.start(Ending.class)) {
            child.await("closed");
            var before = Instant.now();
            assertThat(child.exitCode()).isZero();
            assertThat(before).isAfter(Instant.now().minusSeconds(8));
        }
    }

    static final class Ending {
        public static void main(String[] arguments) {
            var server = EmbeddedDynamoDb.start(null, List.of(INBOX));
            await().atMost(Duration.ofSeconds(30)).until(Ending::somebodySweeps);
            server.close();
            server.close();
            System.out.println("closed");
        }

        private static boolean somebodySweeps() {
            return Thread.getAllStackTraces().values().stream()
                    .flatMap(Stream::of)
                    .anyMatch(frame -> frame.getClassName().endsWith("TimeToLiveDeletionJob"));
        }
    }
}
