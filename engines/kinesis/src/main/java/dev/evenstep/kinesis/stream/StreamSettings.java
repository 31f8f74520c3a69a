package dev.evenstep.kinesis.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a stream can be set.
 *
 * @param mode {@code PROVISIONED} or {@code ON_DEMAND}
 * @param keyId of the KMS key by which records are said to be encrypted; null: none
 * @param metrics of shards, which are kept and not measured
 * @param largestRecord in KiB
 */
public record StreamSettings(
        int retentionHours,
        String mode,
        @Nullable String keyId,
        List<String> metrics,
        Map<String, String> tags,
        int largestRecord) {

    public static final int KIBIBYTE = 1024;
    public static final String PROVISIONED = "PROVISIONED";
    public static final String ON_DEMAND = "ON_DEMAND";

    public StreamSettings {
        metrics = List.copyOf(metrics);
        tags = new TreeMap<>(tags);
    }

    public static StreamSettings of(String mode, Map<String, String> tags, int largestRecord) {
        return new StreamSettings(24, mode, null, List.of(), tags, largestRecord);
    }

    public Duration retention() {
        return Duration.ofHours(retentionHours);
    }

    public int largestRecordBytes() {
        return largestRecord * KIBIBYTE;
    }

    public StreamSettings withRetentionHours(int hours) {
        return new StreamSettings(hours, mode, keyId, metrics, tags, largestRecord);
    }

    public StreamSettings withMode(String other) {
        return new StreamSettings(retentionHours, other, keyId, metrics, tags, largestRecord);
    }

    public StreamSettings withKeyId(@Nullable String other) {
        return new StreamSettings(retentionHours, mode, other, metrics, tags, largestRecord);
    }

    public StreamSettings withMetrics(List<String> others) {
        return new StreamSettings(retentionHours, mode, keyId, others, tags, largestRecord);
    }

    public StreamSettings withTags(Map<String, String> others) {
        return new StreamSettings(retentionHours, mode, keyId, metrics, others, largestRecord);
    }

    public StreamSettings withLargestRecord(int kibibytes) {
        return new StreamSettings(retentionHours, mode, keyId, metrics, tags, kibibytes);
    }

    ObjectNode kept() {
        var kept = JsonTrees.object()
                .put("retentionHours", retentionHours)
                .put("mode", mode)
                .put("keyId", keyId)
                .put("largestRecord", largestRecord);
        metrics.forEach(kept.putArray("metrics")::add);
        var all = kept.putObject("tags");
        tags.forEach(all::put);
        return kept;
    }

    static StreamSettings of(ObjectNode kept) {
        List<String> metrics = new ArrayList<>();
        kept.path("metrics").forEach(metric -> metrics.add(metric.asText()));
        Map<String, String> tags = new TreeMap<>();
        kept.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new StreamSettings(
                kept.path("retentionHours").intValue(),
                kept.path("mode").asText(),
                kept.path("keyId").textValue(),
                metrics,
                tags,
                kept.path("largestRecord").intValue());
    }
}
