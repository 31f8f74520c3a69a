package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** A table, what it can be recovered to, and what expires in it. */
record TableDescriptionReader(DynamoDbClient dynamoDb, Calls calls) {

    Stream<Resource> read(DeployedResource table) {
        var name = table.name();
        Map<String, Object> properties =
                new TreeMap<>(calls.properties(table, "dynamodb:DescribeTable", () -> described(name)));
        properties.put(
                "PointInTimeRecoverySpecification",
                calls.ask(table, "dynamodb:DescribeContinuousBackups", () -> recovery(name)));
        properties.put(
                "TimeToLiveSpecification", calls.ask(table, "dynamodb:DescribeTimeToLive", () -> expiration(name)));
        var written = table.written();
        properties.put(
                "DeletionPolicy",
                written.hasPolicy() && written.deletionPolicy().isEmpty()
                        ? calls.unread(
                                List.of(table),
                                "cloudformation:GetTemplate",
                                "DeletionPolicy is a parameter that CloudFormation here does not resolve")
                        : written.deletionPolicy());
        return Stream.of(table.read(name, table.place().arn("dynamodb", "table/" + name), properties));
    }

    private Map<String, Object> described(String name) {
        var table = dynamoDb.describeTable(request -> request.tableName(name)).table();
        var billing = table.billingModeSummary();
        var encryption = table.sseDescription();
        return Words.with(
                Words.of(table),
                Map.of(
                        "BillingMode",
                        billing == null ? "PROVISIONED" : billing.billingModeAsString(),
                        "SSESpecification",
                        Map.of("SSEEnabled", is(encryption != null && encryption.status() == SSEStatus.ENABLED))));
    }

    private Map<String, String> recovery(String name) {
        var recovery = dynamoDb.describeContinuousBackups(request -> request.tableName(name))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        return Map.of(
                "PointInTimeRecoveryEnabled",
                is(recovery != null && recovery.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED));
    }

    private Map<String, String> expiration(String name) {
        var expiration =
                dynamoDb.describeTimeToLive(request -> request.tableName(name)).timeToLiveDescription();
        var status = expiration.timeToLiveStatus();
        var attribute = expiration.attributeName();
        return Map.of(
                "AttributeName",
                attribute == null ? "" : attribute,
                "Enabled",
                is(status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING));
    }

    private static String is(boolean so) {
        return Boolean.toString(so);
    }
}
