package dev.evenstep.kinesis.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.StreamSettings;
import dev.evenstep.kinesis.stream.StreamShard;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Splitting, merging and scaling. */
public final class ShardOperations {

    private final DataStreams streams;
    private final ShardLimit limit;
    private final ShardListing listing;

    public ShardOperations(DataStreams streams) {
        this.streams = streams;
        this.limit = new ShardLimit(streams);
        this.listing = new ShardListing(streams);
    }

    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of(
                "ListShards", listing::list,
                "MergeShards", this::merge,
                "SplitShard", this::split,
                "UpdateShardCount", this::scale);
    }

    private ObjectNode split(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var id = request.requiredName("ShardToSplit");
        var key = request.has("NewStartingHashKey")
                ? request.hashKey("NewStartingHashKey").orElse("")
                : request.required("NewStartingHashKey");
        request.check();
        int number = number(id, name);
        streams.update(name, stream -> {
            var shard = shard(stream, number);
            limit.check(1);
            var hashKey = new BigInteger(key);
            var keys = shard.keys();
            if (hashKey.compareTo(keys.first().add(BigInteger.ONE)) <= 0 || hashKey.compareTo(keys.last()) >= 0) {
                throw Refusals.invalid(
                        ("NewStartingHashKey %s used in SplitShard() on shard %s in stream %s under account %s is not"
                                        + " both greater than one plus the shard's StartingHashKey %s and less than the"
                                        + " shard's EndingHashKey %s.")
                                .formatted(hashKey, shard.id(), name, account(), keys.first(), keys.last()));
            }
            checkOpen(stream, shard);
            return stream.split(shard, hashKey, streams.now());
        });
        return JsonTrees.object();
    }

    private ObjectNode merge(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var first = request.requiredName("ShardToMerge");
        var second = request.requiredName("AdjacentShardToMerge");
        request.check();
        int firstNumber = number(first, name);
        int secondNumber = number(second, name);
        streams.update(name, stream -> {
            var lower = shard(stream, firstNumber);
            var upper = shard(stream, secondNumber);
            if (!lower.keys().isFollowedBy(upper.keys())) {
                throw Refusals.invalid(
                        "Shards %s and %s in stream %s under account %s are not an adjacent pair of shards eligible for merging"
                                .formatted(lower.id(), upper.id(), name, account()));
            }
            checkOpen(stream, lower);
            checkOpen(stream, upper);
            return stream.merge(lower, upper, streams.now());
        });
        return JsonTrees.object();
    }

    private void checkOpen(DataStream stream, StreamShard shard) {
        if (!shard.isOpen()) {
            throw Refusals.invalid(
                    "Shard %s in stream %s under account %s has already been merged or split, and thus is not eligible for merging or splitting."
                            .formatted(shard.id(), stream.name(), account()));
        }
    }

    private int number(String shardId, String stream) {
        return StreamShard.number(shardId)
                .orElseThrow(() -> Refusals.notFound("Could not find shard %s in stream %s under account %s."
                        .formatted(shardId, stream, account())));
    }

    private StreamShard shard(DataStream stream, int number) {
        return stream.visible(streams.now()).stream()
                .filter(shard -> shard.number() == number)
                .findFirst()
                .orElseThrow(() -> Refusals.notFound("Could not find shard %s in stream %s under account %s."
                        .formatted(StreamShard.id(number), stream.name(), account())));
    }

    private ObjectNode scale(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        int target = request.requiredNumber("TargetShardCount", 1, Integer.MAX_VALUE);
        request.required("ScalingType");
        request.oneOf("ScalingType", "UNIFORM_SCALING");
        request.check();
        var before = streams.require(name);
        int count = before.open().size();
        streams.update(name, stream -> {
            checkTarget(stream, count, target);
            return stream.scaledTo(target, streams.now());
        });
        return JsonTrees.object()
                .put("StreamName", name)
                .put("StreamARN", streams.arn(before))
                .put("CurrentShardCount", count)
                .put("TargetShardCount", target);
    }

    private void checkTarget(DataStream stream, int count, int target) {
        if (stream.settings().mode().equals(StreamSettings.ON_DEMAND)) {
            throw Refusals.invalid("Stream %s under account %s is in ON_DEMAND mode, and scales by itself."
                    .formatted(stream.name(), account()));
        }
        if (target > 2 * count) {
            throw Refusals.limitExceeded(
                    "UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: %d Target shard count: %d"
                            .formatted(count, target));
        }
        if (2 * target < count) {
            throw Refusals.limitExceeded(
                    "UpdateShardCount cannot scale down below half your current open shard count. Current open shard count: %d Target shard count: %d"
                            .formatted(count, target));
        }
        limit.check(target - count);
    }

    private String account() {
        return streams.account().id();
    }
}
