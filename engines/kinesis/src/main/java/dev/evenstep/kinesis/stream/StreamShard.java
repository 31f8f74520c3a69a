package dev.evenstep.kinesis.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shard.
 *
 * @param number from 0 on, within its stream
 * @param parents none of a stream's first shards, one after a split, two after a merge: the lower range first
 * @param closed when it was split or merged; null while it is open
 */
public record StreamShard(
        int number,
        HashKeys keys,
        List<Integer> parents,
        Instant opened,
        @Nullable Instant closed) {

    private static final Pattern ID = Pattern.compile("(?:[^-]*-)?(\\d{1,12})");

    public StreamShard {
        parents = List.copyOf(parents);
    }

    /** The number in a shard's id, however many zeros it has; empty where it cannot be one. */
    public static Optional<Integer> number(String id) {
        var found = ID.matcher(id);
        return Optional.of(found)
                .filter(any -> any.matches())
                .map(all -> Long.parseLong(all.group(1)))
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    public static String id(int number) {
        return "shardId-%012d".formatted(number);
    }

    public String id() {
        return id(number);
    }

    public boolean isOpen() {
        return closed == null;
    }

    /** Whether it was open at a moment. */
    public boolean isOpenAt(Instant when) {
        return !opened.isAfter(when) && (closed == null || closed.isAfter(when));
    }

    public SequenceNumber first() {
        return SequenceNumber.first(opened, number);
    }

    public Optional<SequenceNumber> last() {
        return Optional.ofNullable(closed).map(end -> SequenceNumber.last(opened, number, end));
    }

    StreamShard closedAt(Instant when) {
        return new StreamShard(number, keys, parents, opened, when);
    }

    /** As {@code DescribeStream} and {@code ListShards} tell it. */
    public ObjectNode json() {
        var shard = JsonTrees.object().put("ShardId", id());
        if (!parents.isEmpty()) {
            shard.put("ParentShardId", id(parents.getFirst()));
        }
        if (parents.size() > 1) {
            shard.put("AdjacentParentShardId", id(parents.getLast()));
        }
        putRange(shard);
        var numbers = shard.putObject("SequenceNumberRange").put("StartingSequenceNumber", first().toString());
        last().ifPresent(end -> numbers.put("EndingSequenceNumber", end.toString()));
        return shard;
    }

    /** As {@code GetRecords} tells it at its parent's end. */
    public ObjectNode childJson() {
        var shard = JsonTrees.object().put("ShardId", id());
        var all = shard.putArray("ParentShards");
        parents.forEach(parent -> all.add(id(parent)));
        putRange(shard);
        return shard;
    }

    private void putRange(ObjectNode shard) {
        shard.putObject("HashKeyRange")
                .put("StartingHashKey", keys.first().toString())
                .put("EndingHashKey", keys.last().toString());
    }

    ObjectNode kept() {
        var kept = JsonTrees.object()
                .put("first", keys.first().toString())
                .put("last", keys.last().toString())
                .put("opened", opened.toEpochMilli());
        parents.forEach(kept.putArray("parents")::add);
        if (closed != null) {
            kept.put("closed", closed.toEpochMilli());
        }
        return kept;
    }

    static StreamShard of(int number, ObjectNode kept) {
        List<Integer> parents = new ArrayList<>();
        kept.path("parents").forEach(parent -> parents.add(parent.intValue()));
        return new StreamShard(
                number,
                new HashKeys(
                        new BigInteger(kept.path("first").asText()),
                        new BigInteger(kept.path("last").asText())),
                parents,
                Instant.ofEpochMilli(kept.path("opened").longValue()),
                kept.has("closed") ? Instant.ofEpochMilli(kept.path("closed").longValue()) : null);
    }
}
