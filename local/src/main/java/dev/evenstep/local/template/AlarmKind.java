package dev.evenstep.local.template;

import dev.evenstep.local.stack.AlarmSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code AWS::CloudWatch::Alarm}: compared, never raised. An alarm of several metrics has no namespace and metric of
 * its own; both are empty then.
 */
final class AlarmKind implements Kind {

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("AlarmName", "Namespace", "MetricName", "Dimensions", "Statistic", "ExtendedStatistic")
            .honours("Threshold", "ComparisonOperator", "Period", "EvaluationPeriods", "TreatMissingData")
            .honours("ActionsEnabled", "AlarmActions", "OKActions", "InsufficientDataActions", "AlarmDescription")
            .honours("DatapointsToAlarm", "Unit", "EvaluateLowSampleCountPercentile", "ThresholdMetricId", "Tags")
            .leaves("only alarms of one metric are compared", "Metrics", "EvaluationCriteria", "EvaluationInterval");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var name = glance.name("AlarmName", 255);
        return Identity.of(name, name, Map.of("Arn", glance.arns().alarm(name)));
    }

    @Override
    public void define(Properties alarm, Identity identity, Draft draft) {
        var before = alarm.problems();
        draft.leave(alarm, "", "alarms are read and compared, and never raised locally");
        var spec = new AlarmSpec(
                alarm.declaration().id(),
                identity.name(),
                alarm.text("Namespace", ""),
                alarm.text("MetricName", ""),
                alarm.objects("Dimensions").stream()
                        .collect(Collectors.toMap(
                                dimension -> dimension.demand("Name"),
                                dimension -> dimension.demand("Value"),
                                (first, second) -> second)),
                alarm.text("Statistic", alarm.text("ExtendedStatistic", "")),
                threshold(alarm),
                alarm.demand("ComparisonOperator"),
                alarm.integer("Period", 0, Range.seconds(1, 86_400)),
                alarm.integer("EvaluationPeriods", 0, Range.of(1, 86_400)),
                alarm.choice("TreatMissingData", "missing", List.of("missing", "breaching", "notBreaching", "ignore")));
        if (alarm.problems() == before) {
            draft.add(spec, alarm);
        }
    }

    private static double threshold(Properties alarm) {
        var text = alarm.text("Threshold", "0");
        if (!text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?")) {
            alarm.problem("Threshold", "is " + text + "; must be a number");
            return 0;
        }
        return Double.parseDouble(text);
    }
}
