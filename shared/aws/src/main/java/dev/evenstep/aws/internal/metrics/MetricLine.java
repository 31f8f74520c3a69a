package dev.evenstep.aws.internal.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.stream.DoubleStream;

/** A line in CloudWatch's embedded metric format: namespace {@code Evenstep}, dimension {@code consumer}. */
final class MetricLine {

    /** Of one metric in one line, says the format's specification. */
    private static final int MOST_VALUES = 100;

    private final ObjectNode line = JsonNodeFactory.instance.objectNode();
    private final ArrayNode metrics;

    MetricLine(String consumer, Instant now) {
        ObjectNode metadata = line.putObject("_aws");
        metadata.put("Timestamp", now.toEpochMilli());
        ObjectNode directive = metadata.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", "Evenstep");
        directive.putArray("Dimensions").addArray().add("consumer");
        metrics = directive.putArray("Metrics");
        line.put("consumer", consumer);
    }

    void put(String name, String unit, long value) {
        declare(name, unit);
        line.put(name, value);
    }

    /** A value for each record. Of more than a line takes, 100 that lie evenly between the least and the greatest. */
    void put(String name, String unit, DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return;
        }
        declare(name, unit);
        ArrayNode kept = line.putArray(name);
        int most = Math.min(sorted.length, MOST_VALUES);
        for (int i = 0; i < most; i++) {
            kept.add(sorted[most == 1 ? 0 : (int) ((long) i * (sorted.length - 1) / (most - 1))]);
        }
    }

    private void declare(String name, String unit) {
        metrics.addObject().put("Name", name).put("Unit", unit);
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
