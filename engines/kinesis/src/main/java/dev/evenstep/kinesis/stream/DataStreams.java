package dev.evenstep.kinesis.stream;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.storage.JsonCodec;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The streams that there are, by name. Safe for concurrent use. */
public final class DataStreams {

    /** Bytes, about: few of them, which change seldom. */
    private static final int WEIGHT = 4096;

    private static final String ARN = ":stream/";

    private final Storage storage;
    private final TimeSource time;
    private final Account account;
    private final Duration delay;
    private final OrderedMap<DataStream> streams;
    private final ShardLog records;
    private final Map<String, Set<Runnable>> signals = new ConcurrentHashMap<>();

    /** @param delay from a request until a stream is {@code ACTIVE} again or gone */
    public DataStreams(Storage storage, TimeSource time, Account account, Duration delay) {
        this.storage = storage;
        this.time = time;
        this.account = account;
        this.delay = delay;
        this.streams = storage.map("kinesis", new JsonCodec<>(DataStream::kept, DataStream::of, stream -> WEIGHT));
        this.records = new ShardLog(storage);
    }

    /** Stops telling. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Has somebody told of whatever comes to a stream, records and shards. */
    public Listening onAppend(String streamArn, Runnable signal) {
        var stream = name(streamArn);
        signals.computeIfAbsent(stream, any -> ConcurrentHashMap.newKeySet()).add(signal);
        return () -> signals.getOrDefault(stream, Set.of()).remove(signal);
    }

    public ShardLog records() {
        return records;
    }

    public Account account() {
        return account;
    }

    /** To the millisecond, as everything here is kept. */
    public Instant now() {
        return time.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** When what is begun now is done. */
    public Instant ready() {
        return now().plus(delay);
    }

    public String arn(DataStream stream) {
        return account.arn("kinesis", "stream/" + stream.name());
    }

    /** The name in a stream's ARN, or what was given where it is none. */
    public static String name(String nameOrArn) {
        int at = nameOrArn.indexOf(ARN);
        return nameOrArn.startsWith("arn:") && at > 0 ? nameOrArn.substring(at + ARN.length()) : nameOrArn;
    }

    /** The name that a request says, as such or in an ARN; what is wrong with it, its {@code check} tells. */
    public static String named(KinesisRequest request) {
        var arn = request.text("StreamARN");
        var name = request.name("StreamName").orElse("");
        if (arn == null && !request.has("StreamName")) {
            request.check();
            throw Refusals.invalid("Either StreamARN or StreamName must be provided.");
        }
        if (arn != null && !arn.contains(ARN)) {
            request.unfit(
                    "StreamARN", arn, "satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
        }
        return arn == null ? name : name(arn);
    }

    public String missing(String name) {
        return "Stream %s under account %s not found.".formatted(name, account.id());
    }

    /** Whatever its status; null where there is none. */
    public @Nullable DataStream find(String name) {
        var stream = streams.get(key(name));
        return stream == null || stream.isGone(now()) ? null : stream;
    }

    /** @throws dev.evenstep.engine.protocol.AwsException {@code ResourceNotFoundException} where there is none */
    public DataStream require(String name) {
        var stream = find(name);
        if (stream == null) {
            throw Refusals.notFound(missing(name));
        }
        return stream;
    }

    /** The same, for records: one that is being made or deleted is not there. */
    public DataStream requireUsable(String name) {
        var stream = require(name);
        var status = stream.status(now());
        if (status.equals(DataStream.CREATING) || status.equals(DataStream.DELETING)) {
            throw Refusals.notFound(missing(name));
        }
        return stream;
    }

    /** In the order of their names. */
    public List<DataStream> all() {
        return storage.read(() -> {
            List<DataStream> all = new ArrayList<>();
            streams.ascending(null).forEachRemaining(entry -> all.add(entry.getValue()));
            all.removeIf(stream -> stream.isGone(now()));
            return all;
        });
    }

    /** Does work alone among all writers. */
    public <T> T write(Supplier<T> work) {
        return storage.write(work);
    }

    /** Makes a stream, or changes the one of that name. Within a write. */
    public void put(DataStream stream) {
        var before = streams.put(key(stream.name()), stream);
        if (before != null && !before.created().equals(stream.created())) {
            records.drop(before);
        }
        signal(stream);
    }

    /** Changes an active stream; it is being updated until all is done. */
    public DataStream update(String name, UnaryOperator<DataStream> change) {
        return write(() -> {
            var stream = require(name);
            var status = stream.status(now());
            if (!status.equals(DataStream.ACTIVE)) {
                throw Refusals.inUse("Stream %s under account %s not ACTIVE, instead in state %s"
                        .formatted(name, account.id(), status));
            }
            var changed = change.apply(stream).becoming(DataStream.UPDATING, ready());
            put(changed);
            return changed;
        });
    }

    /** Tells who listens, once what is written is there. Within a write. */
    public void signal(DataStream stream) {
        if (signals.containsKey(stream.name())) {
            storage.afterwards(() -> signals.get(stream.name()).forEach(Runnable::run));
        }
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
