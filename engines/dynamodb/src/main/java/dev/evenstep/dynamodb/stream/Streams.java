package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.data.ChangeLog;
import dev.evenstep.dynamodb.table.StreamSettings;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Bytes;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams of all tables. Records of one item are in order, and no others are promised to be. A shard ends after four
 * hours and another goes on; a record is there for 24 hours, and so is a stream after its table is gone.
 */
public final class Streams implements ChangeLog {

    private static final Duration SHARD_LIFE = Duration.ofHours(4);
    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private final StreamStore store;
    private final TimeSource time;
    private final Faults faults;
    private final StreamOptions options;
    private final Sequence sequence = new Sequence();
    private final ConcurrentMap<String, Set<Runnable>> signals = new ConcurrentHashMap<>();

    /** @param faults {@link Fault#SHARD_SPLIT} strikes a record that comes, by its table's name */
    public Streams(Storage storage, TimeSource time, Faults faults, StreamOptions options) {
        this.store = new StreamStore(storage);
        this.time = time;
        this.faults = faults;
        this.options = options;
        for (Stream stream : store.all()) {
            for (Shard shard : stream.shards()) {
                sequence.after(Math.max(shard.starting(), shard.ending()));
                sequence.after(store.last(stream, shard));
            }
        }
        new Housekeeping(this, store, time).start();
    }

    StreamStore store() {
        return store;
    }

    /**
     * Makes a table's newest stream. Within {@code Storage.write}.
     *
     * @param view such as {@code NEW_AND_OLD_IMAGES}
     */
    public StreamSettings open(TableDefinition table, String view) {
        Instant now = time.now();
        var label = label(now);
        while (store.find(arn(table, label)) != null) {
            now = now.plusMillis(1);
            label = label(now);
        }
        var settings = new StreamSettings(arn(table, label), label, view, true);
        var stream = new Stream(settings.arn(), label, table.name(), view, table.keys(), time.now(), null, List.of());
        for (int i = 0; i < options.shards(); i++) {
            stream = stream.and(open(stream, stream.created(), null, bound(i), bound(i + 1)));
        }
        store.put(stream);
        return settings;
    }

    private static String arn(TableDefinition table, String label) {
        return table.arn() + "/stream/" + label;
    }

    private static String label(Instant now) {
        return LABEL.format(now.atOffset(ZoneOffset.UTC));
    }

    /** Ends a stream; what is in it stays readable for 24 hours. Within {@code Storage.write}. */
    public void close(StreamSettings settings) {
        var stream = store.find(settings.arn());
        if (stream == null || stream.disabled() != null) {
            return;
        }
        Instant now = time.now();
        for (Shard shard : stream.shards()) {
            if (shard.isOpen()) {
                stream = stream.with(shard.closed(now, sequence.next(now)));
            }
        }
        store.put(stream.disabled(now));
        signal(settings.arn());
    }

    @Override
    public void append(TableDefinition table, Change change) {
        StreamSettings settings = table.stream();
        if (settings == null || !settings.enabled()) {
            return;
        }
        var stream = Objects.requireNonNull(store.find(settings.arn()));
        long hash = hash(
                Objects.requireNonNull(change.key().get(table.keys().partition().name())));
        Instant now = time.now();
        var shard = stream.openFor(hash);
        if (faults.any() && faults.strike(Fault.SHARD_SPLIT, "*", table.name()).isPresent()) {
            stream = split(stream, shard, now);
        } else if (!now.isBefore(shard.opened().plus(SHARD_LIFE))) {
            stream = roll(stream, shard, now);
        }
        store.append(stream, stream.openFor(hash), StreamRecord.of(sequence.next(now), now, settings.view(), change));
        signal(settings.arn());
    }

    /**
     * Ends an open shard; two others go on, each with half of its partition keys.
     *
     * @throws AwsException {@code ResourceNotFoundException} where there is no such open shard
     */
    public void splitShard(String streamArn, String shardId) {
        store.storage().<Boolean>write(() -> {
            var stream = require(streamArn);
            var shard = stream.shard(shardId)
                    .filter(Shard::isOpen)
                    .orElseThrow(() -> StreamErrors.noShard(shardId, streamArn));
            split(stream, shard, time.now());
            signal(streamArn);
            return true;
        });
    }

    /**
     * Has it told that a stream goes on: a record came, or a shard ended. On the thread that wrote, after its write is
     * safe; so be short.
     *
     * @return ends it
     */
    public Runnable onAppend(String streamArn, Runnable signal) {
        signals.computeIfAbsent(streamArn, arn -> ConcurrentHashMap.newKeySet()).add(signal);
        return () -> signals.getOrDefault(streamArn, Set.of()).remove(signal);
    }

    Stream require(String arn) {
        var stream = store.find(arn);
        if (stream == null) {
            throw StreamErrors.noStream(arn);
        }
        return stream;
    }

    /** Ends the open shards that have lived for four hours. Within {@code Storage.write}. */
    void rollOld(Stream stream, Instant now) {
        var current = stream;
        for (Shard shard : stream.shards()) {
            if (shard.isOpen() && !now.isBefore(shard.opened().plus(SHARD_LIFE))) {
                current = roll(current, shard, now);
                signal(stream.arn());
            }
        }
    }

    private Stream roll(Stream stream, Shard shard, Instant now) {
        var ended = stream.with(shard.closed(now, sequence.next(now)));
        var rolled = ended.and(open(ended, now, shard, shard.low(), shard.high()));
        store.put(rolled);
        return rolled;
    }

    private Stream split(Stream stream, Shard shard, Instant now) {
        if (shard.high() - shard.low() < 2) {
            return roll(stream, shard, now);
        }
        long middle = (shard.low() + shard.high()) / 2;
        var ended = stream.with(shard.closed(now, sequence.next(now)));
        var first = ended.and(open(ended, now, shard, shard.low(), middle));
        var both = first.and(open(first, now, shard, middle, shard.high()));
        store.put(both);
        return both;
    }

    private Shard open(Stream stream, Instant now, @Nullable Shard parent, long low, long high) {
        return Shard.open(stream.nextNumber(), now, parent == null ? null : parent.id(), low, high, sequence.next(now));
    }

    private long bound(int shard) {
        return Shard.HASHES * shard / options.shards();
    }

    private void signal(String arn) {
        store.storage().afterwards(() -> signals.getOrDefault(arn, Set.of()).forEach(Runnable::run));
    }

    private static long hash(Value partition) {
        long hash = switch (partition) {
            case Value.S(String text) -> text.hashCode();
            case Value.N(BigDecimal number) -> number.hashCode();
            case Value.B(Bytes bytes) -> bytes.hashCode();
            default -> throw new IllegalArgumentException("A key is never " + partition);
        };
        return (hash * 0x9E3779B9L) & 0xFFFFFFFFL;
    }
}
