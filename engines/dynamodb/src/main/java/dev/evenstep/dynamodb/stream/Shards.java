package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How shards begin, end and follow each other. All within {@code Storage.write}. */
final class Shards {

    /** "Typically around four hours" (developer guide, "DynamoDB Streams and shards"). */
    private static final Duration LIFE = Duration.ofHours(4);

    private static final long HASHES = 1L << 32;

    private final StreamStore store;
    private final SequenceNumbers sequence = new SequenceNumbers();

    Shards(StreamStore store) {
        this.store = store;
        for (TableStream stream : store.all()) {
            for (Shard shard : stream.shards()) {
                sequence.after(Math.max(shard.starting(), shard.ending()));
                sequence.after(store.last(stream, shard));
            }
        }
    }

    /** A number that is greater than all before. */
    long next(Instant now) {
        return sequence.next(now);
    }

    void begin(TableStream stream, int count, Instant now) {
        var begun = stream;
        for (int i = 0; i < count; i++) {
            begun = open(begun, null, HASHES * i / count, HASHES * (i + 1) / count, now);
        }
        store.put(begun);
    }

    void end(TableStream stream, Instant now) {
        var ended = stream;
        for (Shard shard : stream.shards()) {
            if (shard.isOpen()) {
                ended = ended.with(shard.closed(now, sequence.next(now)));
            }
        }
        store.put(ended.disabled(now));
    }

    /** When the first open shard will have lived its time, or an earlier time. */
    Instant nextEnd(Instant latest) {
        return store.all().stream()
                .flatMap(stream -> stream.shards().stream())
                .filter(Shard::isOpen)
                .map(shard -> shard.turned().plus(LIFE))
                .filter(latest::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(latest);
    }

    /** The stream after the open shards that have lived their time ended and others went on; itself where there is none. */
    TableStream rolled(TableStream stream, Instant now) {
        var rolled = stream;
        for (Shard shard : stream.shards()) {
            if (shard.isOpen() && !now.isBefore(shard.turned().plus(LIFE))) {
                rolled = rolled.with(shard.closed(now, sequence.next(now)));
                rolled = open(rolled, shard, shard.low(), shard.high(), now);
            }
        }
        if (!rolled.equals(stream)) {
            store.put(rolled);
        }
        return rolled;
    }

    /** The stream after an open shard ended and two others went on; one where it takes a single hash. */
    TableStream split(TableStream stream, Shard shard, Instant now) {
        long middle = (shard.low() + shard.high()) / 2;
        var split = stream.with(shard.closed(now, sequence.next(now)));
        if (shard.low() < middle) {
            split = open(split, shard, shard.low(), middle, now);
        }
        split = open(split, shard, middle, shard.high(), now);
        store.put(split);
        return split;
    }

    private TableStream open(TableStream stream, @Nullable Shard parent, long low, long high, Instant now) {
        return stream.and(Shard.open(stream.nextNumber(), now, parent, low, high, sequence.next(now)));
    }

    static long hash(Value partition) {
        long hash = switch (partition) {
            case Value.S(var text) -> text.hashCode();
            case Value.N(var number) -> number.hashCode();
            case Value.B(var bytes) -> bytes.hashCode();
            default -> throw new IllegalArgumentException("A key is never " + partition);
        };
        return (hash * 0x9E3779B9L) & (HASHES - 1);
    }
}
