package dev.evenstep.kinesis.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.SequenceNumber;
import dev.evenstep.kinesis.stream.ShardLog;
import dev.evenstep.kinesis.stream.StoredRecord;
import dev.evenstep.kinesis.stream.StreamShard;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reading records: {@code GetShardIterator} and {@code GetRecords}. */
public final class ReadOperations {

    private static final int MOST_RECORDS = 10_000;
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final int LONGEST_ITERATOR = 512;

    private final DataStreams streams;
    private final Throughput throughput;
    private final Positions positions;
    private final AtomicLong iterators = new AtomicLong();

    public ReadOperations(DataStreams streams, Throughput throughput) {
        this.streams = streams;
        this.throughput = throughput;
        this.positions = new Positions(streams);
    }

    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of("GetShardIterator", this::iterator, "GetRecords", json -> records(json, true));
    }

    private ObjectNode iterator(ObjectNode json) {
        var position = positions.of(KinesisRequest.of(json));
        return JsonTrees.object().put("ShardIterator", iterator(position.stream(), position.shard(), position.from()));
    }

    private String iterator(DataStream stream, StreamShard shard, SequenceNumber from) {
        return new IteratorToken(
                        iterators.incrementAndGet(),
                        streams.now(),
                        stream.name(),
                        stream.created(),
                        shard.number(),
                        from)
                .write();
    }

    /** @param counted whether it is one of the five reads that a shard gives in a second */
    public ObjectNode records(ObjectNode json, boolean counted) {
        var request = KinesisRequest.of(json);
        var token = request.required("ShardIterator");
        if (request.has("ShardIterator")) {
            request.length("ShardIterator", token, token.length(), 1, LONGEST_ITERATOR);
        }
        var limit = request.number("Limit", 1, MOST_RECORDS);
        request.check();
        var now = streams.now();
        var iterator = IteratorToken.read(token, now);
        var stream = stream(iterator);
        var shard = stream.shards().get(iterator.shard());
        if (counted && !throughput.gives(stream, shard, now)) {
            throw Refusals.tooFast("Rate exceeded for shard %s in stream %s under account %s."
                    .formatted(shard.id(), stream.name(), streams.account().id()));
        }
        var size = new AnswerSize(limit == null ? MOST_RECORDS : limit);
        var found = streams.records().read(stream, shard, iterator.from(), now, size);
        if (counted) {
            throughput.given(stream, shard, size.bytes, now);
        }
        return answer(stream, shard, iterator.from(), found, now);
    }

    /** Lets records through until one is more than an answer takes. */
    private static final class AnswerSize implements Predicate<StoredRecord> {
        private final int most;
        private int count;
        private long bytes;

        AnswerSize(int most) {
            this.most = most;
        }

        @Override
        public boolean test(StoredRecord record) {
            boolean fits = count < most && (count == 0 || bytes + record.size() <= MOST_BYTES);
            if (fits) {
                count++;
                bytes += record.size();
            }
            return fits;
        }
    }

    private DataStream stream(IteratorToken iterator) {
        var stream = streams.find(iterator.stream());
        if (stream == null
                || !stream.created().equals(iterator.streamCreated())
                || iterator.shard() >= stream.shards().size()) {
            throw Refusals.notFound(positions.missing(iterator.stream(), iterator.shard()));
        }
        return stream;
    }

    private ObjectNode answer(
            DataStream stream,
            StreamShard shard,
            SequenceNumber from,
            List<ShardLog.NumberedRecord> found,
            Instant now) {
        var answer = JsonTrees.object();
        var records = answer.putArray("Records");
        found.forEach(entry -> put(records.addObject(), entry));
        var last = streams.records().last(stream, shard);
        boolean ended = found.isEmpty() && !shard.isOpen();
        var next = found.isEmpty() ? from : found.getLast().number().next();
        if (ended) {
            answer.putNull("NextShardIterator");
            var children = answer.putArray("ChildShards");
            stream.childrenOf(shard).forEach(child -> children.add(child.childJson()));
        } else {
            answer.put("NextShardIterator", iterator(stream, shard, next));
        }
        boolean more = !found.isEmpty() && last.compareTo(next) >= 0;
        long behind =
                more ? now.toEpochMilli() - found.getLast().record().arrived().toEpochMilli() : 0;
        return answer.put("MillisBehindLatest", behind);
    }

    private static void put(ObjectNode json, ShardLog.NumberedRecord entry) {
        var record = entry.record();
        json.put("SequenceNumber", entry.number().toString())
                .put(
                        "ApproximateArrivalTimestamp",
                        BigDecimal.valueOf(record.arrived().toEpochMilli(), 3))
                .put("Data", record.data())
                .put("PartitionKey", record.partitionKey());
        if (record.encrypted()) {
            json.put("EncryptionType", "KMS");
        }
    }
}
