package dev.evenstep.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A table with a stream, ten items to a partition, and calls to any of its items. */
final class GrowingTable {

    private static final int OF_PARTITION = 10;

    private final DynamoDb engine;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> sequenceNumbers = new ArrayList<>();
    private final String stream;
    private final String shard;
    private int size;

    private GrowingTable(DynamoDb engine, String stream) {
        this.engine = engine;
        this.stream = stream;
        this.shard = engine.call("DescribeStream", JsonTrees.object().put("StreamArn", stream))
                .at("/StreamDescription/Shards/0/ShardId")
                .asText();
    }

    static GrowingTable create(DynamoDb engine) {
        var request = JsonTrees.object().put("TableName", "grown").put("BillingMode", "PAY_PER_REQUEST");
        request.putArray("KeySchema")
                .add(JsonTrees.object().put("AttributeName", "pk").put("KeyType", "HASH"))
                .add(JsonTrees.object().put("AttributeName", "sk").put("KeyType", "RANGE"));
        request.putArray("AttributeDefinitions")
                .add(JsonTrees.object().put("AttributeName", "pk").put("AttributeType", "S"))
                .add(JsonTrees.object().put("AttributeName", "sk").put("AttributeType", "N"));
        request.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", "NEW_AND_OLD_IMAGES");
        engine.call("CreateTable", request);
        ObjectNode table;
        do {
            table = engine.call("DescribeTable", JsonTrees.object().put("TableName", "grown"));
        } while (!table.at("/Table/TableStatus").asText().equals("ACTIVE"));
        return new GrowingTable(engine, table.at("/Table/LatestStreamArn").asText());
    }

    void grow(int items) {
        for (; size < items; size++) {
            put(size);
        }
        sequenceNumbers.clear();
        var iterator = iterator(JsonTrees.object().put("ShardIteratorType", "TRIM_HORIZON"));
        while (sequenceNumbers.size() < items) {
            var page = engine.call("GetRecords", JsonTrees.object().put("ShardIterator", iterator));
            page.path("Records")
                    .forEach(one -> sequenceNumbers.add(
                            one.at("/dynamodb/SequenceNumber").asText()));
            iterator = page.path("NextShardIterator").asText();
        }
    }

    private String iterator(ObjectNode request) {
        request.put("StreamArn", stream).put("ShardId", shard);
        return engine.call("GetShardIterator", request).path("ShardIterator").asText();
    }

    private void put(int number) {
        var request = JsonTrees.object().put("TableName", "grown");
        var item = key(number);
        item.putObject("text").put("S", "x".repeat(40));
        item.putObject("count").put("N", "1");
        request.set("Item", item);
        engine.call("PutItem", request);
    }

    private static ObjectNode key(int number) {
        var key = JsonTrees.object();
        key.putObject("pk").put("S", "order-" + number / OF_PARTITION);
        key.putObject("sk").put("N", Integer.toString(number % OF_PARTITION));
        return key;
    }

    private int any() {
        return random.nextInt(size);
    }

    void get() {
        var request = JsonTrees.object().put("TableName", "grown");
        request.set("Key", key(any()));
        check(engine.call("GetItem", request).path("Item").size() == 4);
    }

    void update() {
        engine.call("UpdateItem", add(key(any())));
    }

    private static ObjectNode add(ObjectNode key) {
        var update = JsonTrees.object()
                .put("TableName", "grown")
                .put("UpdateExpression", "ADD #count :one")
                .put("ConditionExpression", "attribute_exists(pk)");
        update.putObject("ExpressionAttributeNames").put("#count", "count");
        update.putObject("ExpressionAttributeValues").putObject(":one").put("N", "1");
        update.set("Key", key);
        return update;
    }

    void transact() {
        var request = JsonTrees.object();
        var items = request.putArray("TransactItems");
        int first = random.nextInt(size - 2);
        for (int each = 0; each < 3; each++) {
            items.addObject().set("Update", add(key(first + each)));
        }
        engine.call("TransactWriteItems", request);
    }

    void query() {
        var request = JsonTrees.object().put("TableName", "grown").put("KeyConditionExpression", "pk = :pk");
        request.putObject("ExpressionAttributeValues").putObject(":pk").put("S", "order-" + any() / OF_PARTITION);
        check(engine.call("Query", request).path("Items").size() == OF_PARTITION);
    }

    void records() {
        var at = sequenceNumbers.get(random.nextInt(size - 10));
        var iterator = iterator(JsonTrees.object()
                .put("ShardIteratorType", "AT_SEQUENCE_NUMBER")
                .put("SequenceNumber", at));
        var page = engine.call(
                "GetRecords", JsonTrees.object().put("ShardIterator", iterator).put("Limit", 10));
        check(page.path("Records").size() == 10);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the answer is not what was asked for");
        }
    }
}
