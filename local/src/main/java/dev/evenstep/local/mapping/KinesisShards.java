package dev.evenstep.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.Kinesis;
import dev.evenstep.local.stack.MappingSpec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kinesis stream. Its records are kept in order by partition key. Its reads are beside the five that a shard gives in a
 * second: on Lambda they are among them, and one in a second.
 */
record KinesisShards(Kinesis kinesis, MappingSpec spec, MappingSpec.Stream stream) implements ShardSource {

    private static final int MILLIS = 3;

    @Override
    public Following follow(Runnable signal) {
        return kinesis.onAppend(spec.sourceArn(), signal)::close;
    }

    private ObjectNode request() {
        return JsonTrees.object().put("StreamARN", spec.sourceArn());
    }

    @Override
    public List<ShardView> shards() {
        List<ShardView> shards = new ArrayList<>();
        for (ObjectNode request = request(); ; ) {
            JsonNode page = kinesis.call("ListShards", request);
            page.path("Shards").forEach(shard -> shards.add(view(shard)));
            if (!page.has("NextToken")) {
                return shards;
            }
            request = JsonTrees.object().set("NextToken", page.get("NextToken"));
        }
    }

    private static ShardView view(JsonNode shard) {
        List<String> parents = new ArrayList<>();
        for (String name : List.of("ParentShardId", "AdjacentParentShardId")) {
            if (shard.has(name)) {
                parents.add(shard.path(name).asText());
            }
        }
        boolean closed = shard.path("SequenceNumberRange").has("EndingSequenceNumber");
        return new ShardView(shard.path("ShardId").asText(), parents, closed);
    }

    @Override
    public String iterator(String shard, @Nullable String after) {
        ObjectNode request = request().put("ShardId", shard);
        Instant begin = stream.startingTimestamp();
        if (after != null) {
            request.put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER").put("StartingSequenceNumber", after);
        } else if (begin != null) {
            request.put("ShardIteratorType", "AT_TIMESTAMP")
                    .put("Timestamp", BigDecimal.valueOf(begin.toEpochMilli(), MILLIS));
        } else {
            request.put("ShardIteratorType", "TRIM_HORIZON");
        }
        return kinesis.call("GetShardIterator", request).path("ShardIterator").asText();
    }

    @Override
    public Portion read(String shard, String iterator) {
        JsonNode answer = kinesis.poll(JsonTrees.object().put("ShardIterator", iterator));
        List<StreamRecord> records = new ArrayList<>();
        answer.path("Records").forEach(record -> records.add(record(shard, record)));
        return new Portion(records, answer.path("NextShardIterator").textValue());
    }

    /** "Example Kinesis record event" of Lambda's guide. */
    private StreamRecord record(String shard, JsonNode record) {
        String number = record.path("SequenceNumber").asText();
        BigDecimal arrived = record.path("ApproximateArrivalTimestamp").decimalValue();
        String[] arn = spec.sourceArn().split(":", -1);
        ObjectNode json = JsonTrees.object();
        json.putObject("kinesis")
                .put("kinesisSchemaVersion", "1.0")
                .put("partitionKey", record.path("PartitionKey").asText())
                .put("sequenceNumber", number)
                .put("data", record.path("Data").asText())
                .put("approximateArrivalTimestamp", arrived);
        json.put("eventSource", "aws:kinesis")
                .put("eventVersion", "1.0")
                .put("eventID", shard + ":" + number)
                .put("eventName", "aws:kinesis:record")
                .put("invokeIdentityArn", "arn:%s:iam::%s:role/%s".formatted(arn[1], arn[4], spec.function()))
                .put("awsRegion", arn[3])
                .put("eventSourceARN", spec.sourceArn());
        return new StreamRecord(
                number,
                Instant.ofEpochMilli(arrived.movePointRight(MILLIS).longValue()),
                json,
                record.path("PartitionKey").asText());
    }

    /** The data as JSON where it is some, else as text: so a pattern of the other kind drops the record. */
    @Override
    public JsonNode filterable(StreamRecord record) {
        ObjectNode seen = ((ObjectNode) record.json().path("kinesis")).deepCopy();
        String data = new String(Base64.getDecoder().decode(seen.path("data").asText()), StandardCharsets.UTF_8);
        try {
            JsonNode json = JsonTrees.parse(data);
            return json.isContainerNode() ? seen.set("data", json) : seen.put("data", data);
        } catch (JsonProcessingException plainText) {
            return seen.put("data", data);
        }
    }

    @Override
    public String batchInfo() {
        return "KinesisBatchInfo";
    }
}
