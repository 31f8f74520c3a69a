package dev.evenstep.kinesis.record;

import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.SequenceNumber;
import dev.evenstep.kinesis.stream.StreamShard;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where {@code GetShardIterator} begins. */
record Positions(DataStreams streams) {

    /** @param from the number of the first record that is wanted */
    record ReadStart(DataStream stream, StreamShard shard, SequenceNumber from) {}

    ReadStart of(KinesisRequest request) {
        var name = DataStreams.named(request);
        var shardId = request.requiredName("ShardId");
        var type = request.required("ShardIteratorType");
        request.oneOf(
                "ShardIteratorType",
                "AFTER_SEQUENCE_NUMBER",
                "LATEST",
                "AT_TIMESTAMP",
                "AT_SEQUENCE_NUMBER",
                "TRIM_HORIZON");
        var start = request.sequenceNumber("StartingSequenceNumber").orElse(null);
        var moment = request.moment("Timestamp");
        request.check();
        int number = StreamShard.number(shardId)
                .orElseThrow(() -> Refusals.notFound(
                        "Could not find shard %s in stream %s under account %s.".formatted(shardId, name, account())));
        var stream = streams.find(name);
        var shard = stream == null
                ? null
                : stream.visible(streams.now()).stream()
                        .filter(each -> each.number() == number)
                        .findFirst()
                        .orElse(null);
        if (stream == null || shard == null) {
            throw Refusals.notFound(missing(name, number));
        }
        checkStart(type, start);
        var from = switch (type) {
            case "TRIM_HORIZON" -> shard.first();
            case "LATEST" -> streams.records().last(stream, shard).next();
            case "AT_TIMESTAMP" -> at(stream, shard, moment);
            case "AT_SEQUENCE_NUMBER" -> number(stream, shard, start);
            case "AFTER_SEQUENCE_NUMBER" -> number(stream, shard, start).next();
            default -> throw new IllegalStateException(type); // refused above
        };
        return new ReadStart(stream, shard, from);
    }

    String missing(String stream, int shard) {
        return "Shard %s in stream %s under account %s does not exist"
                .formatted(StreamShard.id(shard), stream, account());
    }

    private static void checkStart(String type, @Nullable String start) {
        if (type.endsWith("SEQUENCE_NUMBER") == (start != null)) {
            return;
        }
        if (type.equals("AT_TIMESTAMP")) {
            return;
        }
        throw Refusals.invalid(
                ("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2)"
                                + " TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified %s and %s"
                                + " StartingSequenceNumber.")
                        .formatted(type, start == null ? "no" : "also a"));
    }

    private SequenceNumber at(DataStream stream, StreamShard shard, @Nullable Instant moment) {
        var now = streams.now();
        if (moment == null) {
            throw Refusals.invalid("Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current"
                    + " request has no timestamp parameter.");
        }
        if (moment.isAfter(now)) {
            throw Refusals.invalid(
                    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: %d, currentTimestampInMillis: %d"
                            .formatted(moment.toEpochMilli(), now.toEpochMilli()));
        }
        var before = streams.records()
                .read(
                        stream,
                        shard,
                        shard.first(),
                        now,
                        record -> record.arrived().isBefore(moment));
        return before.isEmpty() ? shard.first() : before.getLast().number().next();
    }

    private SequenceNumber number(DataStream stream, StreamShard shard, @Nullable String text) {
        var given = String.valueOf(text);
        var number = SequenceNumber.parse(given)
                .orElseThrow(() -> Refusals.invalid(
                        "StartingSequenceNumber %s used in GetShardIterator on shard %s in stream %s under account %s is invalid."
                                .formatted(given, shard.id(), stream.name(), account())));
        if (number.shard() != shard.number()) {
            throw Refusals.invalid(
                    "Invalid StartingSequenceNumber. It encodes %s, while it was used in a call to a shard with %s"
                            .formatted(StreamShard.id(number.shard()), shard.id()));
        }
        if (number.opened() != shard.first().opened()) {
            throw Refusals.invalid(
                    ("StartingSequenceNumber %s used in GetShardIterator on shard %s in stream %s under account %s is"
                                    + " invalid because it did not come from this stream.")
                            .formatted(given, shard.id(), stream.name(), account()));
        }
        return number;
    }

    private String account() {
        return streams.account().id();
    }
}
