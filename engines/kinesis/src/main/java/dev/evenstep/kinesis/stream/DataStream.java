package dev.evenstep.kinesis.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream as it is at a moment.
 *
 * @param shards all that there ever were, by number
 * @param under the status until {@code ready}: {@code CREATING}, {@code UPDATING} or {@code DELETING}
 */
public record DataStream(
        String name, Instant created, StreamSettings settings, List<StreamShard> shards, String under, Instant ready) {

    public static final String CREATING = "CREATING";
    public static final String UPDATING = "UPDATING";
    public static final String DELETING = "DELETING";
    public static final String ACTIVE = "ACTIVE";

    public DataStream {
        shards = List.copyOf(shards);
    }

    /** A new one, with so many shards. */
    public static DataStream create(String name, StreamSettings settings, int shards, Instant now, Instant ready) {
        List<StreamShard> first = new ArrayList<>();
        for (HashKeys keys : HashKeys.split(shards)) {
            first.add(new StreamShard(first.size(), keys, List.of(), now, null));
        }
        return new DataStream(name, now, settings, first, CREATING, ready);
    }

    public String status(Instant now) {
        return now.isBefore(ready) ? under : ACTIVE;
    }

    boolean isGone(Instant now) {
        return under.equals(DELETING) && !now.isBefore(ready);
    }

    /** Those that are told of: none while the stream is created, and none that is closed and emptied by its retention. */
    public List<StreamShard> visible(Instant now) {
        if (status(now).equals(CREATING)) {
            return List.of();
        }
        var oldest = now.minus(settings.retention());
        return shards.stream()
                .filter(shard -> shard.closed() == null || !shard.closed().isBefore(oldest))
                .toList();
    }

    public List<StreamShard> open() {
        return shards.stream().filter(StreamShard::isOpen).toList();
    }

    /** The open shard that takes a hash key. */
    public StreamShard taking(BigInteger hashKey) {
        return shards.stream()
                .filter(shard -> shard.isOpen() && shard.keys().holds(hashKey))
                .findFirst()
                .orElseThrow();
    }

    public List<StreamShard> childrenOf(StreamShard parent) {
        return shards.stream()
                .filter(shard -> shard.parents().contains(parent.number()))
                .toList();
    }

    public DataStream with(StreamSettings other) {
        return new DataStream(name, created, other, shards, under, ready);
    }

    public DataStream becoming(String status, Instant when) {
        return new DataStream(name, created, settings, shards, status, when);
    }

    /** @param hashKey the first one of the upper child */
    public DataStream split(StreamShard shard, BigInteger hashKey, Instant now) {
        var changed = closing(now, shard);
        var parent = List.of(shard.number());
        changed.add(new StreamShard(changed.size(), shard.keys().until(hashKey), parent, now, null));
        changed.add(new StreamShard(changed.size(), shard.keys().from(hashKey), parent, now, null));
        return new DataStream(name, created, settings, changed, under, ready);
    }

    public DataStream splitInHalf(StreamShard shard, Instant now) {
        return split(shard, shard.keys().middle(), now);
    }

    /** @param upper whose range follows the lower one's */
    public DataStream merge(StreamShard lower, StreamShard upper, Instant now) {
        var changed = closing(now, lower, upper);
        var parents = List.of(lower.number(), upper.number());
        changed.add(new StreamShard(changed.size(), lower.keys().to(upper.keys()), parents, now, null));
        return new DataStream(name, created, settings, changed, under, ready);
    }

    private List<StreamShard> closing(Instant now, StreamShard... closed) {
        List<StreamShard> changed = new ArrayList<>(shards);
        for (StreamShard shard : closed) {
            changed.set(shard.number(), shard.closedAt(now));
        }
        return changed;
    }

    /** Splits and merges until there are so many shards of one size. */
    public DataStream scaledTo(int count, Instant now) {
        var stream = this;
        var wanted = HashKeys.split(count);
        for (HashKeys range : wanted) {
            var shard = stream.taking(range.first());
            if (!shard.keys().first().equals(range.first())) {
                stream = stream.split(shard, range.first(), now);
            }
        }
        for (HashKeys range : wanted) {
            for (var shard = stream.taking(range.first());
                    !shard.keys().equals(range);
                    shard = stream.taking(range.first())) {
                var next = stream.taking(shard.keys().last().add(BigInteger.ONE));
                stream = stream.merge(shard, next, now);
            }
        }
        return stream;
    }

    ObjectNode kept() {
        var kept = JsonTrees.object()
                .put("name", name)
                .put("created", created.toEpochMilli())
                .put("under", under)
                .put("ready", ready.toEpochMilli());
        kept.set("settings", settings.kept());
        var all = kept.putArray("shards");
        shards.forEach(shard -> all.add(shard.kept()));
        return kept;
    }

    static DataStream of(ObjectNode kept) {
        List<StreamShard> shards = new ArrayList<>();
        kept.path("shards").forEach(shard -> shards.add(StreamShard.of(shards.size(), (ObjectNode) shard)));
        return new DataStream(
                kept.path("name").asText(),
                Instant.ofEpochMilli(kept.path("created").longValue()),
                StreamSettings.of((ObjectNode) kept.path("settings")),
                shards,
                kept.path("under").asText(),
                Instant.ofEpochMilli(kept.path("ready").longValue()));
    }
}
