package dev.evenstep.dynamodb.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The operations of the service DynamoDB Streams. */
public final class StreamOperations {

    private static final int MOST_RECORDS = 1000;
    private static final long MOST_BYTES = 1024 * 1024;
    private static final int MOST_LISTED = 100;

    private final Streams streams;
    private final StreamStore store;
    private final TimeSource time;
    private final StreamJson json;

    public StreamOperations(Streams streams, TimeSource time, Account account) {
        this.streams = streams;
        this.store = streams.store();
        this.time = time;
        this.json = new StreamJson(account.region());
    }

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of(
                "ListStreams", this::listStreams,
                "DescribeStream", this::describeStream,
                "GetShardIterator", this::getShardIterator,
                "GetRecords", this::getRecords);
    }

    private ObjectNode listStreams(ObjectNode request) {
        Constraints.of(request)
                .name("TableName")
                .between("Limit", 1, MOST_LISTED)
                .check();
        int limit = request.path("Limit").asInt(MOST_LISTED);
        var table = Tables.name(request.path("TableName").asText());
        var after = request.path("ExclusiveStartStreamArn").asText();
        List<TableStream> found = store.all().stream()
                .filter(stream -> table.isEmpty() || table.equals(stream.table()))
                .filter(stream -> stream.arn().compareTo(after) > 0)
                .toList();
        var answer = JsonTrees.object();
        var list = answer.putArray("Streams");
        found.stream()
                .limit(limit)
                .forEach(stream -> list.add(stream.told().deepCopy().retain("StreamArn", "TableName", "StreamLabel")));
        if (found.size() > limit) {
            answer.put("LastEvaluatedStreamArn", found.get(limit - 1).arn());
        }
        return answer;
    }

    private ObjectNode describeStream(ObjectNode request) {
        Constraints.of(request)
                .required("StreamArn")
                .between("Limit", 1, MOST_LISTED)
                .check();
        var stream = streams.require(request.path("StreamArn").asText());
        var from = Shape.text(request, "ExclusiveStartShardId");
        int after = from == null ? -1 : Streams.require(stream, from).number();
        var parent = parent(request);
        List<Shard> found = stream.shards().stream()
                .filter(shard -> shard.number() > after && (parent == null || parent.equals(shard.parent())))
                .toList();
        return json.described(stream, found, request.path("Limit").asInt(MOST_LISTED));
    }

    /** The shard whose children alone are asked for; null: all are. */
    private static @Nullable String parent(ObjectNode request) {
        ObjectNode filter = Shape.structure(request, "ShardFilter");
        if (filter == null) {
            return null;
        }
        Constraints.of(request)
                .structure("ShardFilter", own -> own.oneOf("Type", "CHILD_SHARDS"))
                .check();
        var shard = Shape.text(filter, "ShardId");
        if (shard == null || !filter.hasNonNull("Type")) {
            throw Invalid.parameter("ShardFilter needs Type and ShardId");
        }
        return shard;
    }

    private ObjectNode getShardIterator(ObjectNode request) {
        Constraints.of(request)
                .required("StreamArn")
                .required("ShardId")
                .required("ShardIteratorType")
                .oneOf("ShardIteratorType", "AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON")
                .check();
        var stream = streams.require(request.path("StreamArn").asText());
        var shard = Streams.require(stream, request.path("ShardId").asText());
        long position = switch (request.path("ShardIteratorType").asText()) {
            case "TRIM_HORIZON" -> 0;
            case "LATEST" -> Math.max(store.last(stream, shard), Math.max(shard.trimmed(), shard.starting())) + 1;
            case "AT_SEQUENCE_NUMBER" -> number(request, shard);
            default -> number(request, shard) + 1;
        };
        return JsonTrees.object()
                .put("ShardIterator", new ShardIterator(stream.arn(), shard.number(), position, time.now()).text());
    }

    private static long number(ObjectNode request, Shard shard) {
        var text = Shape.text(request, "SequenceNumber");
        if (text == null) {
            throw Invalid.parameter("SequenceNumber is needed for this ShardIteratorType");
        }
        long number = SequenceNumbers.parse(text);
        if (number < shard.starting() || (!shard.isOpen() && number > shard.ending())) {
            throw Invalid.parameter("SequenceNumber %s is not in shard %s".formatted(text, shard.id()));
        }
        if (number <= shard.trimmed()) {
            throw trimmed();
        }
        return number;
    }

    private ObjectNode getRecords(ObjectNode request) {
        Constraints.of(request)
                .required("ShardIterator")
                .between("Limit", 1, MOST_RECORDS)
                .check();
        var iterator = ShardIterator.parse(request.path("ShardIterator").asText());
        int limit = request.path("Limit").asInt(MOST_RECORDS);
        Instant now = time.now();
        if (iterator.isExpired(now)) {
            throw new AwsException(
                    400,
                    "ExpiredIteratorException",
                    "The shard iterator has expired and can no longer be used to retrieve stream records.");
        }
        var stream = streams.require(iterator.arn());
        var shard = stream.shard(iterator.shard()).orElseThrow(StreamOperations::trimmed);
        if (iterator.position() > 0 && iterator.position() <= shard.trimmed()) {
            throw trimmed();
        }
        return store.storage().read(() -> read(stream, shard, iterator.position(), limit, now));
    }

    private ObjectNode read(TableStream stream, Shard shard, long from, int limit, Instant now) {
        var answer = JsonTrees.object();
        var list = answer.putArray("Records");
        long position = from;
        long bytes = 0;
        boolean more = false;
        var records = store.from(stream, shard, position);
        while (!more && records.hasNext()) {
            var record = records.next().getValue();
            bytes += record.size();
            more = list.size() == limit || (bytes > MOST_BYTES && !list.isEmpty());
            if (!more) {
                list.add(json.record(stream, record));
                position = record.sequence() + 1;
            }
        }
        if (shard.isOpen() || more) {
            answer.put("NextShardIterator", new ShardIterator(stream.arn(), shard.number(), position, now).text());
        }
        return answer;
    }

    private static AwsException trimmed() {
        return new AwsException(
                400,
                "TrimmedDataAccessException",
                "The operation attempted to read past the oldest stream record in a shard.");
    }
}
