package dev.evenstep.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** The topic that every alarm is told to, and how alarms are raised: nobody is alarmed by silence. */
public final class Alarms extends Construct {

    private final Topic topic;

    public Alarms(Construct scope) {
        super(scope, "Alarms");
        topic = Topic.Builder.create(this, "Topic")
                .topicName(Names.inStack("alarms"))
                .build();
    }

    /**
     * When an alarm is raised: a metric above a limit for so many minutes on end.
     *
     * @param name such as {@code place-order-age}
     */
    public record Limit(String name, IMetric metric, double limit, int minutes) {

        public Limit {
            Names.demand(name);
            Demand.between(1, 24 * 60, "minutes", minutes);
        }
    }

    /** An alarm within the scope of what it is about. */
    public void raiseAbove(Construct scope, Limit limit) {
        var alarm = Alarm.Builder.create(scope, Names.id(limit.name()) + "Alarm")
                .alarmName(Names.inStack(limit.name()))
                .metric(limit.metric())
                .threshold(limit.limit())
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(limit.minutes())
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
    }

    /** One event that a consumer dead-lettered, whatever its function answered to Lambda. */
    static Limit poison(String consumer) {
        return new Limit(consumer + "-poison", sum(consumer, "poison"), 0, 1);
    }

    /** Something that a consumer depends on failed in each of five minutes: its breaker's probes fail as often. */
    static Limit dependencyFailures(String consumer) {
        return new Limit(consumer + "-dependency-failures", sum(consumer, "DependencyFailures"), 0, 5);
    }

    /** What a function counted in a minute: a consumer's decision by its code, or another metric of its batches. */
    static IMetric sum(String consumer, String metric) {
        return ofConsumer(consumer, metric, "Sum");
    }

    /** The highest that a function measured in a minute. */
    static IMetric highest(String consumer, String measure) {
        return ofConsumer(consumer, measure, "Maximum");
    }

    private static IMetric ofConsumer(String consumer, String metric, String statistic) {
        return Metric.Builder.create()
                .namespace("Evenstep")
                .metricName(metric)
                .dimensionsMap(Map.of("consumer", consumer))
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build();
    }

    static MetricOptions highestOfAMinute() {
        return everyMinute("Maximum");
    }

    static MetricOptions sumOfAMinute() {
        return everyMinute("Sum");
    }

    private static MetricOptions everyMinute(String statistic) {
        return MetricOptions.builder()
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build();
    }
}
