package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table's stream. Its records are kept in order by item. */
record TableShards(DynamoDb dynamoDb, String arn) implements ShardSource {

    @Override
    public Following follow(Runnable signal) {
        return dynamoDb.streams().onAppend(arn, signal)::close;
    }

    private ObjectNode request() {
        return JsonTrees.object().put("StreamArn", arn);
    }

    /** DynamoDB tells them page by page. */
    @Override
    public List<ShardView> shards() {
        List<ShardView> shards = new ArrayList<>();
        JsonNode last;
        ObjectNode request = request();
        do {
            JsonNode page = dynamoDb.call("DescribeStream", request).path("StreamDescription");
            page.path("Shards").forEach(shard -> shards.add(view(shard)));
            last = page.path("LastEvaluatedShardId");
            request.set("ExclusiveStartShardId", last);
        } while (last.isTextual());
        return shards;
    }

    private static ShardView view(JsonNode shard) {
        String parent = shard.path("ParentShardId").asText();
        return new ShardView(
                shard.path("ShardId").asText(),
                parent.isEmpty() ? List.of() : List.of(parent),
                shard.path("SequenceNumberRange").has("EndingSequenceNumber"));
    }

    @Override
    public String iterator(String shard, @Nullable String after) {
        ObjectNode request = request().put("ShardId", shard);
        request.put("ShardIteratorType", after == null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER");
        if (after != null) {
            request.put("SequenceNumber", after);
        }
        return dynamoDb.call("GetShardIterator", request).path("ShardIterator").asText();
    }

    @Override
    public Portion read(String shard, String iterator) {
        JsonNode answer = dynamoDb.call("GetRecords", JsonTrees.object().put("ShardIterator", iterator));
        List<StreamRecord> records = new ArrayList<>();
        answer.path("Records").forEach(record -> records.add(record(record)));
        return new Portion(records, answer.path("NextShardIterator").textValue());
    }

    /** @param record as {@code GetRecords} answers it, which Lambda passes on with the stream's ARN */
    private StreamRecord record(JsonNode record) {
        JsonNode change = record.path("dynamodb");
        var key = new TreeMap<String, JsonNode>();
        change.path("Keys").properties().forEach(part -> key.put(part.getKey(), part.getValue()));
        return new StreamRecord(
                change.path("SequenceNumber").asText(),
                Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong()),
                ((ObjectNode) record).put("eventSourceARN", arn),
                key.toString());
    }

    @Override
    public JsonNode filterable(StreamRecord record) {
        return record.json();
    }

    @Override
    public String batchInfo() {
        return "DDBStreamBatchInfo";
    }
}
