package dev.evenstep.local.stack;

import java.util.Map;

/** A CloudWatch alarm, as far as two descriptions of it can be compared. Nothing raises it locally. */
public record AlarmSpec(
        String logicalId,
        String name,
        String namespace,
        String metric,
        Map<String, String> dimensions,
        String statistic,
        double threshold,
        String comparison,
        int periodSeconds,
        int evaluationPeriods,
        String missingData) {

    public AlarmSpec {
        dimensions = Map.copyOf(dimensions);
    }
}
