package dev.evenstep.dynamodb.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams, shards and records in the shapes of the API. */
record StreamJson(String region) {

    ObjectNode described(TableStream stream, List<Shard> shards, int limit) {
        var description =
                stream.told().deepCopy().put("StreamStatus", stream.disabled() == null ? "ENABLED" : "DISABLED");
        var list = description.putArray("Shards");
        shards.stream().limit(limit).forEach(shard -> list.add(shard(shard)));
        if (shards.size() > limit) {
            description.put("LastEvaluatedShardId", shards.get(limit - 1).id());
        }
        return JsonTrees.object().set("StreamDescription", description);
    }

    private static ObjectNode shard(Shard shard) {
        var json = JsonTrees.object().put("ShardId", shard.id());
        var range = json.putObject("SequenceNumberRange")
                .put("StartingSequenceNumber", SequenceNumbers.text(shard.starting()));
        if (!shard.isOpen()) {
            range.put("EndingSequenceNumber", SequenceNumbers.text(shard.ending()));
        }
        if (shard.parent() != null) {
            json.put("ParentShardId", shard.parent());
        }
        return json;
    }

    ObjectNode record(TableStream stream, ChangeRecord record) {
        var json = JsonTrees.object()
                .put("eventID", eventId(stream, record))
                .put("eventName", record.event())
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", region);
        var told = json.putObject("dynamodb")
                .put("ApproximateCreationDateTime", record.created().getEpochSecond());
        told.set("Keys", ValueJson.write(record.key()));
        image(told, "NewImage", record.after());
        image(told, "OldImage", record.before());
        told.put("SequenceNumber", SequenceNumbers.text(record.sequence()))
                .put("SizeBytes", record.size())
                .put("StreamViewType", stream.view());
        if (record.expired()) {
            json.putObject("userIdentity")
                    .put("PrincipalId", "dynamodb.amazonaws.com")
                    .put("Type", "Service");
        }
        return json;
    }

    private static void image(ObjectNode told, String name, @Nullable TableItem item) {
        if (item != null) {
            told.set(name, ValueJson.write(item));
        }
    }

    /** 32 hexadecimal digits, the same whenever a record is read. */
    private static String eventId(TableStream stream, ChangeRecord record) {
        long mixed = record.sequence() * 0x9E3779B97F4A7C15L;
        long other = (mixed ^ stream.arn().hashCode()) * 0xC2B2AE3D27D4EB4FL;
        return "%016x%016x".formatted(mixed, other);
    }
}
