package dev.evenstep.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.time.ManualTime;
import java.util.ArrayList;
import java.util.List;

/** Turns a table's stream on and reads it. */
record StreamReader(Fixture fixture, ManualTime time, String arn) {

    StreamReader(Fixture fixture, ManualTime time, String table, String view) {
        this(
                fixture,
                time,
                fixture.call(
                                "UpdateTable",
                                "{'TableName':'%s','StreamSpecification':{'StreamEnabled':true,'StreamViewType':'%s'}}"
                                        .formatted(table, view))
                        .path("TableDescription")
                        .path("LatestStreamArn")
                        .asText());
    }

    JsonNode described() {
        return fixture.call("DescribeStream", "{'StreamArn':'%s'}".formatted(arn))
                .path("StreamDescription");
    }

    List<String> shards() {
        return described().path("Shards").findValuesAsText("ShardId");
    }

    String shard() {
        return shards().getLast();
    }

    /** @param more such as {@code ,'SequenceNumber':'1'} */
    String iterator(String shard, String type, String more) {
        return fixture.call("GetShardIterator", request(shard, type, more))
                .path("ShardIterator")
                .asText();
    }

    String request(String shard, String type, String more) {
        return "{'StreamArn':'%s','ShardId':'%s','ShardIteratorType':'%s'%s}".formatted(arn, shard, type, more);
    }

    JsonNode get(String iterator) {
        return fixture.call("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator));
    }

    /** All that is there, shard by shard. */
    List<JsonNode> records() {
        List<JsonNode> all = new ArrayList<>();
        for (String shard : shards()) {
            all.addAll(records(shard));
        }
        return all;
    }

    List<JsonNode> records(String shard) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = get(iterator(shard, "TRIM_HORIZON", ""));
        while (!page.path("Records").isEmpty()) {
            page.path("Records").forEach(all::add);
            if (!page.has("NextShardIterator")) {
                return all;
            }
            page = get(page.path("NextShardIterator").asText());
        }
        return all;
    }

    static List<String> ids(Iterable<JsonNode> records) {
        List<String> ids = new ArrayList<>();
        records.forEach(record -> ids.add(
                record.path("dynamodb").path("Keys").path("id").path("S").asText()));
        return ids;
    }
}
