package dev.evenstep.cdk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.constructs.Construct;

/**
 * A dashboard of all functions, queues, rules and tables whose names begin with the stack's, whichever there will be. Called
 * as the stack is.
 */
public final class Dashboard extends Construct {

    private static final int WIDTH = 12;
    private static final int HEIGHT = 6;

    private static final List<Widget> WIDGETS = List.of(
            new Widget("Errors of functions", "AWS/Lambda", "FunctionName", "Errors", "FunctionName", "Sum"),
            new Widget("Duration, 99th percentile", "AWS/Lambda", "FunctionName", "Duration", "FunctionName", "p99"),
            new Widget("Throttles", "AWS/Lambda", "FunctionName", "Throttles", "FunctionName", "Sum"),
            new Widget("Concurrency", "AWS/Lambda", "FunctionName", "ConcurrentExecutions", "FunctionName", "Maximum"),
            new Widget(
                    "Messages waiting and dead-lettered",
                    "AWS/SQS",
                    "QueueName",
                    "ApproximateNumberOfMessagesVisible",
                    "QueueName",
                    "Maximum"),
            new Widget(
                    "Age of the oldest message",
                    "AWS/SQS",
                    "QueueName",
                    "ApproximateAgeOfOldestMessage",
                    "QueueName",
                    "Maximum"),
            new Widget("Invocations by rules", "AWS/Events", "EventBusName,RuleName", "Invocations", "RuleName", "Sum"),
            new Widget(
                    "Events that a rule gave up",
                    "AWS/Events",
                    "EventBusName,RuleName",
                    "InvocationsSentToDlq",
                    "RuleName",
                    "Sum"),
            new Widget("Throttled writes", "AWS/DynamoDB", "TableName", "WriteThrottleEvents", "TableName", "Sum"),
            new Widget("Throttled reads", "AWS/DynamoDB", "TableName", "ReadThrottleEvents", "TableName", "Sum"));

    public Dashboard(Construct scope) {
        super(scope, "Dashboard");
        var widgets = IntStream.range(0, WIDGETS.size())
                .mapToObj(place -> WIDGETS.get(place).json(place))
                .collect(Collectors.joining(","));
        CfnDashboard.Builder.create(this, "Dashboard")
                .dashboardName(Aws.STACK_NAME)
                .dashboardBody("{\"widgets\":[" + widgets + "]}")
                .build();
    }

    /** A metric of everything that has it, a line each. */
    private record Widget(
            String title, String namespace, String dimensions, String metric, String by, String statistic) {

        String json(int place) {
            return """
                    {"type":"metric","x":%d,"y":%d,"width":%d,"height":%d,"properties":{"title":"%s","region":"%s",\
                    "view":"timeSeries","metrics":[[{"expression":"%s","label":""}]]}}""".formatted(place % 2 * WIDTH, place / 2 * HEIGHT, WIDTH, HEIGHT, title, Aws.REGION, search());
        }

        private String search() {
            return "SEARCH('{%s,%s} MetricName=%s %s=%s-', '%s', 60)"
                    .formatted(namespace, dimensions, metric, by, Aws.STACK_NAME, statistic);
        }
    }
}
