package dev.evenstep.dynamodb.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The streams of all tables. Records of one item are in order, and no others are promised to be. A shard ends after four
 * hours and another goes on; a record is there for 24 hours, and so is a stream after its table is gone.
 */
public final class Streams {

    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private final StreamStore store;
    private final Shards shards;
    private final TimeSource time;
    private final Faults faults;
    private final int beginning;
    private final ConcurrentMap<String, Set<Runnable>> signals = new ConcurrentHashMap<>();

    /**
     * @param beginning with so many shards a stream begins
     * @param faults {@link Fault#SHARD_SPLIT} strikes a record that comes, by its table's name
     */
    public Streams(Storage storage, TimeSource time, Faults faults, int beginning) {
        this.store = new StreamStore(storage);
        this.shards = new Shards(store);
        this.time = time;
        this.faults = faults;
        this.beginning = beginning;
        new Housekeeping(this, store, shards, time).start();
    }

    StreamStore store() {
        return store;
    }

    /**
     * Makes a table's newest stream. Within {@code Storage.write}.
     *
     * @param view such as {@code NEW_AND_OLD_IMAGES}
     * @return its ARN: the table's, followed by {@code /stream/} and the label, which is when it was made
     */
    public String open(TableDefinition table, String view) {
        Instant now = time.now();
        Instant unique = now;
        while (store.find(arn(table, unique)) != null) {
            unique = unique.plusMillis(1);
        }
        var arn = arn(table, unique);
        var told = JsonTrees.object()
                .put("StreamArn", arn)
                .put("StreamLabel", label(unique))
                .put("StreamViewType", view)
                .put("CreationRequestDateTime", BigDecimal.valueOf(now.toEpochMilli(), 3))
                .put("TableName", table.name());
        ObjectNode keys = told.set("KeySchema", table.json().path("Table").path("KeySchema"));
        shards.begin(new TableStream(arn, keys, null, List.of()), beginning, now);
        return arn;
    }

    private static String arn(TableDefinition table, Instant made) {
        return table.arn() + "/stream/" + label(made);
    }

    private static String label(Instant made) {
        return LABEL.format(made.atOffset(ZoneOffset.UTC));
    }

    /** Ends a table's stream, if it has one; what is in it stays readable for 24 hours. Within {@code Storage.write}. */
    public void close(TableDefinition table) {
        if (table.stream() != null) {
            shards.end(require(table.stream()), time.now());
            signal(table.stream());
        }
    }

    /** Tells what became of an item to its table's stream, if it has one. Within {@code Storage.write}. */
    public void append(TableDefinition table, Change change) {
        if (table.stream() == null) {
            return;
        }
        Instant now = time.now();
        long hash = Shards.hash(
                Objects.requireNonNull(change.key().get(table.keys().partition().name())));
        var stream = shards.rolled(require(table.stream()), now);
        if (faults.any() && faults.strike(Fault.SHARD_SPLIT, "*", table.name()).isPresent()) {
            stream = shards.split(stream, stream.openFor(hash), now);
        }
        store.append(stream, stream.openFor(hash), ChangeRecord.of(shards.next(now), now, stream.view(), change));
        signal(stream.arn());
    }

    /**
     * Ends an open shard; two others go on, each with half of its partition keys.
     *
     * @throws AwsException {@code ResourceNotFoundException} where there is no such open shard
     */
    public void splitShard(String streamArn, String shardId) {
        store.storage().<TableStream>write(() -> {
            var stream = require(streamArn);
            var shard = require(stream, shardId);
            if (!shard.isOpen()) {
                throw notFound("Shard: %s is closed".formatted(shardId));
            }
            signal(streamArn);
            return shards.split(stream, shard, time.now());
        });
    }

    /** Who has it told that a stream goes on, until it is closed. */
    public interface Follower extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Has it told that a stream goes on: a record came, or a shard ended. On the thread that wrote, after its write is
     * safe; so it must be short and throw nothing.
     *
     * @return ends it
     */
    public Follower onAppend(String streamArn, Runnable signal) {
        signals.computeIfAbsent(streamArn, arn -> ConcurrentHashMap.newKeySet()).add(signal);
        return () -> signals.getOrDefault(streamArn, Set.of()).remove(signal);
    }

    /** Within {@code Storage.write}. */
    void signal(String arn) {
        if (signals.containsKey(arn)) {
            store.storage().afterwards(() -> signals.get(arn).forEach(Runnable::run));
        }
    }

    TableStream require(String arn) {
        var stream = store.find(arn);
        if (stream == null) {
            throw notFound("Stream: %s not found".formatted(arn));
        }
        return stream;
    }

    static Shard require(TableStream stream, String id) {
        return stream.shards().stream()
                .filter(shard -> shard.id().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound("Shard: %s in Stream: %s not found".formatted(id, stream.arn())));
    }

    private static AwsException notFound(String what) {
        return new AwsException(400, "ResourceNotFoundException", "Requested resource not found: " + what);
    }
}
