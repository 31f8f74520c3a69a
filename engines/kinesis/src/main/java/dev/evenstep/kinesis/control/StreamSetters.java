package dev.evenstep.kinesis.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.StreamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Retention, mode, encryption, the largest record, and the metrics of shards. */
public final class StreamSetters {

    private static final int SHORTEST = 24;
    private static final int LONGEST = 8760;

    private final DataStreams streams;

    public StreamSetters(DataStreams streams) {
        this.streams = streams;
    }

    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of(
                "IncreaseStreamRetentionPeriod", json -> retain(json, true),
                "DecreaseStreamRetentionPeriod", json -> retain(json, false),
                "UpdateStreamMode", this::mode,
                "UpdateMaxRecordSize", this::largestRecord,
                "StartStreamEncryption", json -> encrypt(json, true),
                "StopStreamEncryption", json -> encrypt(json, false),
                "EnableEnhancedMonitoring", json -> monitor(json, true),
                "DisableEnhancedMonitoring", json -> monitor(json, false));
    }

    private ObjectNode change(String name, UnaryOperator<StreamSettings> change) {
        streams.update(name, stream -> stream.with(change.apply(stream.settings())));
        return JsonTrees.object();
    }

    private ObjectNode retain(ObjectNode json, boolean longer) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        int hours = request.requiredNumber("RetentionPeriodHours", 1, LONGEST);
        request.check();
        return change(name, settings -> {
            int present = settings.retentionHours();
            if (hours < SHORTEST) {
                throw Refusals.invalid(
                        "Minimum allowed retention period is %d hours. Requested retention period (%d hours) is too short."
                                .formatted(SHORTEST, hours));
            }
            if (longer ? hours < present : hours > present) {
                throw Refusals.invalid(
                        "Requested retention period (%d hours) for stream %s can not be %s than existing retention period (%d hours). Use %s API."
                                .formatted(
                                        hours,
                                        name,
                                        longer ? "shorter" : "longer",
                                        present,
                                        longer ? "DecreaseRetentionPeriod" : "IncreaseRetentionPeriod"));
            }
            return settings.withRetentionHours(hours);
        });
    }

    private ObjectNode mode(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.name(request.required("StreamARN"));
        var mode = StreamLifecycle.mode(request).orElseGet(() -> request.required("StreamModeDetails"));
        request.check();
        return change(name, settings -> settings.withMode(mode));
    }

    private ObjectNode largestRecord(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        int largest = request.requiredNumber("MaxRecordSizeInKiB", 1024, 10_240);
        request.check();
        return change(name, settings -> settings.withLargestRecord(largest));
    }

    private ObjectNode encrypt(ObjectNode json, boolean encrypted) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var key = request.required("KeyId");
        request.required("EncryptionType");
        request.oneOf("EncryptionType", "NONE", "KMS");
        request.check();
        return change(name, settings -> settings.withKeyId(encrypted ? key : null));
    }

    private ObjectNode monitor(ObjectNode json, boolean enabled) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var metrics = request.texts("ShardLevelMetrics");
        request.check();
        var before = streams.require(name).settings().metrics();
        var after = new TreeSet<>(before);
        if (enabled) {
            after.addAll(metrics);
        } else if (metrics.contains("ALL")) {
            after.clear();
        } else {
            metrics.forEach(after::remove);
        }
        change(name, settings -> settings.withMetrics(List.copyOf(after)));
        var answer = JsonTrees.object().put("StreamName", name).put("StreamARN", streams.arn(streams.require(name)));
        before.forEach(answer.putArray("CurrentShardLevelMetrics")::add);
        new ArrayList<>(after).forEach(answer.putArray("DesiredShardLevelMetrics")::add);
        return answer;
    }
}
