package dev.evenstep.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.DimensionProperty;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.MetricDataQueryProperty;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.MetricProperty;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.MetricStatProperty;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/**
 * Alarms when a table throttles, and when DynamoDB fails inside, in each of three minutes. Of CloudFormation's own kind: the
 * CDK counts throttles by the operation, of which DynamoDB measures none for transactions.
 */
final class TableAlarms {

    private static final List<String> OPERATIONS = List.of(
            "getItem",
            "batchGetItem",
            "query",
            "putItem",
            "updateItem",
            "deleteItem",
            "batchWriteItem",
            "transactWriteItems");

    private final Construct scope;
    private final Table table;
    private final String topicArn;

    TableAlarms(Construct scope, Table table, String topicArn) {
        this.scope = scope;
        this.table = table;
        this.topicArn = topicArn;
        raise(
                AlarmKind.THROTTLED,
                "FILL(reads, 0) + FILL(writes, 0)",
                List.of(sum("reads", "ReadThrottleEvents", Map.of()), sum("writes", "WriteThrottleEvents", Map.of())));
        raise(
                AlarmKind.SYSTEM_ERRORS,
                "SUM(METRICS())",
                OPERATIONS.stream()
                        .map(operation -> sum(
                                operation,
                                "SystemErrors",
                                Map.of(
                                        "Operation",
                                        operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1))))
                        .toList());
    }

    private void raise(AlarmKind kind, String expression, List<MetricDataQueryProperty> summed) {
        List<MetricDataQueryProperty> metrics = new ArrayList<>(summed);
        metrics.addFirst(MetricDataQueryProperty.builder()
                .id("all")
                .expression(expression)
                .returnData(true)
                .build());
        CfnAlarm.Builder.create(scope, Names.id(kind.suffix()) + "Alarm")
                .alarmName(table.getTableName() + "-" + kind.suffix())
                .alarmDescription(kind.description())
                .metrics(metrics)
                .evaluationPeriods(3)
                .threshold(0)
                .comparisonOperator("GreaterThanThreshold")
                .treatMissingData("notBreaching")
                .alarmActions(List.of(topicArn))
                .build();
    }

    private MetricDataQueryProperty sum(String id, String metric, Map<String, String> more) {
        List<DimensionProperty> dimensions = new ArrayList<>();
        dimensions.add(DimensionProperty.builder()
                .name("TableName")
                .value(table.getTableName())
                .build());
        more.forEach((dimension, value) -> dimensions.add(
                DimensionProperty.builder().name(dimension).value(value).build()));
        return MetricDataQueryProperty.builder()
                .id(id)
                .returnData(false)
                .metricStat(MetricStatProperty.builder()
                        .stat("Sum")
                        .period(60)
                        .metric(MetricProperty.builder()
                                .namespace("AWS/DynamoDB")
                                .metricName(metric)
                                .dimensions(dimensions)
                                .build())
                        .build())
                .build();
    }
}
