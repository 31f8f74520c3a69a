package dev.evenstep.kinesis.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.SequenceNumber;
import dev.evenstep.kinesis.stream.StoredRecord;
import dev.evenstep.kinesis.stream.StreamShard;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writing records. */
public final class PutOperations {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LARGEST_REQUEST = 10 * MEBIBYTE;
    private static final int MOST_RECORDS = 500;

    private final DataStreams streams;
    private final Throughput throughput;
    private final Faults faults;

    public PutOperations(DataStreams streams, Throughput throughput, Faults faults) {
        this.streams = streams;
        this.throughput = throughput;
        this.faults = faults;
    }

    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of("PutRecord", this::put, "PutRecords", this::putAll);
    }

    private ObjectNode put(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var record = NewRecord.of(request, largest(name));
        var ordering = request.sequenceNumber("SequenceNumberForOrdering");
        request.check();
        return streams.write(() -> {
            var stream = stream(name, "PutRecord");
            record.checkHashKey();
            ordering.ifPresent(number -> checkOrdering(number, stream));
            var answer = JsonTrees.object();
            if (!append(stream, record, answer)) {
                throw Refusals.tooFast(rateExceeded(stream, record));
            }
            streams.signal(stream);
            return answer;
        });
    }

    private ObjectNode putAll(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var given = request.structures("Records");
        if (request.has("Records")) {
            request.length("Records", "[" + given.size() + " records]", given.size(), 1, MOST_RECORDS);
        } else {
            request.required("Records");
        }
        int largest = largest(name);
        var records = given.stream().map(each -> NewRecord.of(each, largest)).toList();
        request.check();
        if (records.stream().mapToLong(NewRecord::size).sum() > LARGEST_REQUEST) {
            throw Refusals.invalid("Records size exceeds %d MB limit".formatted(LARGEST_REQUEST / MEBIBYTE));
        }
        return streams.write(() -> putAll(stream(name, "PutRecords"), records));
    }

    private ObjectNode putAll(DataStream stream, List<NewRecord> records) {
        records.forEach(NewRecord::checkHashKey);
        var answer = JsonTrees.object();
        var results = answer.putArray("Records");
        int failed = 0;
        for (NewRecord record : records) {
            var result = results.addObject();
            boolean struck =
                    faults.strike(Fault.THROTTLE, "PutRecords", stream.name()).isPresent();
            if (struck || !append(stream, record, result)) {
                failed++;
                result.put("ErrorCode", "ProvisionedThroughputExceededException")
                        .put("ErrorMessage", rateExceeded(stream, record));
            }
        }
        answer.put("FailedRecordCount", failed);
        putEncryption(stream, answer);
        streams.signal(stream);
        return answer;
    }

    /** Of one that is not there, the default: that is told once all else is checked. */
    private int largest(String name) {
        var stream = streams.find(name);
        return stream == null ? MEBIBYTE : stream.settings().largestRecordBytes();
    }

    /** The stream, one of whose shards is split before, where a fault has it. */
    private DataStream stream(String name, String operation) {
        var stream = streams.requireUsable(name);
        if (!faults.any() || faults.strike(Fault.SHARD_SPLIT, operation, name).isEmpty()) {
            return stream;
        }
        var split = stream.splitInHalf(stream.open().getFirst(), streams.now());
        streams.put(split);
        return split;
    }

    private boolean append(DataStream stream, NewRecord record, ObjectNode answer) {
        StreamShard shard = stream.taking(record.hashKey());
        var now = streams.now();
        if (!throughput.takes(stream, shard, record.size(), now)) {
            return false;
        }
        var stored = new StoredRecord(
                now, record.partitionKey(), record.data(), stream.settings().keyId() != null);
        var number = streams.records().append(stream, shard, stored);
        answer.put("ShardId", shard.id()).put("SequenceNumber", number.toString());
        putEncryption(stream, answer);
        return true;
    }

    private static void putEncryption(DataStream stream, ObjectNode answer) {
        if (stream.settings().keyId() != null) {
            answer.put("EncryptionType", "KMS");
        }
    }

    private String rateExceeded(DataStream stream, NewRecord record) {
        return "Rate exceeded for shard %s in stream %s under account %s."
                .formatted(
                        stream.taking(record.hashKey()).id(),
                        stream.name(),
                        streams.account().id());
    }

    private void checkOrdering(String text, DataStream stream) {
        boolean known = SequenceNumber.parse(text)
                .filter(number -> number.written() <= streams.now().getEpochSecond())
                .isPresent();
        if (!known) {
            throw Refusals.invalid(
                    "ExclusiveMinimumSequenceNumber %s used in PutRecord on stream %s under account %s is invalid."
                            .formatted(text, stream.name(), streams.account().id()));
        }
    }
}
