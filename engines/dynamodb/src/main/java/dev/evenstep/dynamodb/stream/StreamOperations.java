package dev.evenstep.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The operations of the service DynamoDB Streams. */
public final class StreamOperations {

    private static final int MOST_RECORDS = 1000;
    private static final long MOST_BYTES = 1024 * 1024;
    private static final int MOST_LISTED = 100;
    private static final Set<String> TYPES =
            Set.of("AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON");

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
        int limit = limit(request, MOST_LISTED);
        var table = text(request, "TableName").map(Tables::name);
        String after = text(request, "ExclusiveStartStreamArn").orElse("");
        List<Stream> found = store.all().stream()
                .filter(stream -> table.isEmpty() || table.get().equals(stream.table()))
                .filter(stream -> stream.arn().compareTo(after) > 0)
                .toList();
        var answer = Json.object();
        var list = answer.putArray("Streams");
        found.stream().limit(limit).forEach(stream -> list.add(json.listed(stream)));
        if (found.size() > limit) {
            answer.put("LastEvaluatedStreamArn", found.get(limit - 1).arn());
        }
        return answer;
    }

    private ObjectNode describeStream(ObjectNode request) {
        var arn = required(request, "StreamArn");
        int limit = limit(request, MOST_LISTED);
        var stream = streams.require(arn);
        int after = text(request, "ExclusiveStartShardId")
                .map(id -> shard(stream, id).number())
                .orElse(-1);
        var parent = childrenOf(request);
        List<Shard> found = stream.shards().stream()
                .filter(shard -> shard.number() > after)
                .filter(shard -> parent.isEmpty() || parent.get().equals(shard.parent()))
                .toList();
        return json.described(stream, found, limit);
    }

    private static Optional<String> childrenOf(ObjectNode request) {
        JsonNode filter = request.path("ShardFilter");
        if (filter.isMissingNode() || filter.isNull()) {
            return Optional.empty();
        }
        var type = filter.path("Type").asText();
        if (!type.equals("CHILD_SHARDS")) {
            throw StreamErrors.constraint(
                    type, "shardFilter.type", "Member must satisfy enum value set: [CHILD_SHARDS]");
        }
        var shard = filter.path("ShardId").asText();
        if (shard.isEmpty()) {
            throw StreamErrors.invalid("ShardId must be provided when ShardFilter Type is CHILD_SHARDS");
        }
        return Optional.of(shard);
    }

    private ObjectNode getShardIterator(ObjectNode request) {
        var arn = required(request, "StreamArn");
        var id = required(request, "ShardId");
        var type = required(request, "ShardIteratorType");
        if (!TYPES.contains(type)) {
            throw StreamErrors.constraint(
                    type,
                    "shardIteratorType",
                    "Member must satisfy enum value set: "
                            + "[AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]");
        }
        var stream = streams.require(arn);
        var shard = shard(stream, id);
        long position = switch (type) {
            case "TRIM_HORIZON" -> 0;
            case "LATEST" -> Math.max(store.last(stream, shard), shard.trimmed()) + 1;
            case "AT_SEQUENCE_NUMBER" -> number(request, shard);
            default -> number(request, shard) + 1;
        };
        return Json.object().put("ShardIterator", new ShardIterator(arn, shard.number(), position, time.now()).text());
    }

    private static long number(ObjectNode request, Shard shard) {
        var text = text(request, "SequenceNumber")
                .orElseThrow(() -> StreamErrors.invalid("SequenceNumber must be provided for this ShardIteratorType"));
        long number = Sequence.parse(text);
        if (number < shard.starting() || (shard.ending() > 0 && number > shard.ending())) {
            throw StreamErrors.invalid("Invalid SequenceNumber: %s is not in shard %s".formatted(text, shard.id()));
        }
        if (number <= shard.trimmed()) {
            throw StreamErrors.trimmed();
        }
        return number;
    }

    private ObjectNode getRecords(ObjectNode request) {
        var iterator = ShardIterator.parse(required(request, "ShardIterator"));
        int limit = limit(request, MOST_RECORDS);
        Instant now = time.now();
        iterator.mustBeFresh(now);
        var stream = streams.require(iterator.arn());
        var shard = stream.shard(iterator.shard()).orElseThrow(StreamErrors::trimmed);
        if (iterator.position() > 0 && iterator.position() <= shard.trimmed()) {
            throw StreamErrors.trimmed();
        }
        var answer = Json.object();
        var list = answer.putArray("Records");
        long position = iterator.position();
        long bytes = 0;
        var records = store.from(stream, shard, position);
        while (list.size() < limit && bytes < MOST_BYTES && records.hasNext()) {
            var record = records.next();
            bytes += record.size();
            if (bytes > MOST_BYTES && !list.isEmpty()) {
                break;
            }
            list.add(json.record(stream, record));
            position = record.sequence() + 1;
        }
        boolean more = list.size() == limit || bytes >= MOST_BYTES || records.hasNext();
        if (shard.isOpen() || more) {
            answer.put("NextShardIterator", new ShardIterator(stream.arn(), shard.number(), position, now).text());
        }
        return answer;
    }

    private static Shard shard(Stream stream, String id) {
        return stream.shard(id).orElseThrow(() -> StreamErrors.noShard(id, stream.arn()));
    }

    private static String required(ObjectNode request, String name) {
        return text(request, name).orElseThrow(() -> StreamErrors.missing(at(name)));
    }

    private static Optional<String> text(ObjectNode request, String name) {
        return Optional.ofNullable(request.path(name).textValue());
    }

    private static int limit(ObjectNode request, int most) {
        JsonNode limit = request.path("Limit");
        if (!limit.isNumber()) {
            return most;
        }
        if (limit.intValue() < 1 || limit.intValue() > most) {
            throw StreamErrors.constraint(
                    limit.asText(),
                    "limit",
                    limit.intValue() < 1
                            ? "Member must have value greater than or equal to 1"
                            : "Member must have value less than or equal to " + most);
        }
        return limit.intValue();
    }

    private static String at(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
