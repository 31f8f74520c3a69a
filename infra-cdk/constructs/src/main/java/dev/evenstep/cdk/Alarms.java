package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic that every alarm is told to, and how alarms are raised: nobody is alarmed by silence. */
public final class Alarms extends Construct {

    /** Of the 1,000 that AWS lets an account's functions run at once in a region, where it was not asked for more. */
    private static final int MOST_CONCURRENCY = 800;

    private final Topic topic;

    public Alarms(Construct scope) {
        super(scope, "Alarms");
        topic = Topic.Builder.create(this, "Topic")
                .topicName(Names.inStack("alarms"))
                .masterKey(DeploymentEnvironment.keyFor(this))
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
        raiseAbove(
                this,
                new Limit(
                        AlarmKind.CONCURRENCY.suffix(),
                        AlarmKind.CONCURRENCY.description(),
                        lambda("ConcurrentExecutions", "Maximum", Map.of()),
                        MOST_CONCURRENCY,
                        3));
    }

    /**
     * When an alarm is raised: a metric above a limit for so many minutes on end.
     *
     * @param name such as {@code place-order-age}
     * @param description what it tells, and where stands what to do
     */
    public record Limit(String name, String description, IMetric metric, double limit, int minutes) {

        public Limit {
            Names.demand(name);
            var demand = new Demand(name);
            demand.that(!description.isBlank(), "description", "empty", "what the alarm tells", "say what to do, too");
            demand.between(1, 24 * 60, "minutes", minutes, "look at less than a day");
        }
    }

    /** An alarm within the scope of what it is about. */
    public void raiseAbove(Construct scope, Limit limit) {
        var alarm = Alarm.Builder.create(scope, Names.id(limit.name()) + "Alarm")
                .alarmName(Names.inStack(limit.name()))
                .alarmDescription(limit.description())
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
        return AlarmKind.POISON.of(consumer, sum(consumer, "poison"), 0, 1);
    }

    /** Something that a consumer depends on failed in each of five minutes: its breaker's probes fail as often. */
    static Limit dependencyFailures(String consumer) {
        return AlarmKind.DEPENDENCY_FAILURES.of(consumer, sum(consumer, "DependencyFailures"), 0, 5);
    }

    /** A subscription or projection is more than 5 minutes behind its log, in each of three. */
    static Limit lag(String reader) {
        return AlarmKind.LAG.of(reader, highest(reader, "LagSeconds"), 300, 3);
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
        return metric("Evenstep", metric, statistic, Map.of("consumer", consumer));
    }

    static IMetric lambda(String metric, String statistic, Map<String, String> dimensions) {
        return metric("AWS/Lambda", metric, statistic, dimensions);
    }

    /** What became of a rule's events in a minute. */
    static IMetric ofRule(String metric, Map<String, String> dimensions) {
        return metric("AWS/Events", metric, "Sum", dimensions);
    }

    private static IMetric metric(String namespace, String metric, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(metric)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build();
    }

    /**
     * Tells all alarms to an address, which has to confirm once.
     *
     * @param email such as {@code you@example.com}
     */
    public Alarms tell(String email) {
        new Demand("alarms").that(email.contains("@"), "email", email, "an address", "write name@example.com");
        var subscription = topic.addSubscription(new EmailSubscription(email));
        Accepted.byNag(
                subscription,
                Accepted.Rule.of(
                        "Serverless-SNSRedrivePolicy",
                        "An e-mail that SNS could not deliver is of no use later; CloudWatch keeps the alarm's state."));
        return this;
    }

    /** What else shall be told, such as a chat: subscriptions of any kind. */
    public Topic topic() {
        return topic;
    }

    /** For alarms of CloudFormation's own kind. */
    String topicArn() {
        return topic.getTopicArn();
    }

    static MetricOptions highestOfAMinute() {
        return everyMinute("Maximum");
    }

    /** Of a hundred measures, all but one are below it. */
    static MetricOptions slowestOfAMinute() {
        return everyMinute("p99");
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
