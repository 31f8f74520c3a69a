package dev.evenstep.shop.auditevents;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The audit table. A line is written only where there is none: between this write and Powertools' completion a crash can
 * happen, and the event then comes again.
 */
final class AuditTrail {

    private final DynamoDbClient client;
    private final String table;

    private AuditTrail(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    static AuditTrail in(DynamoDbClient client, Map<String, String> environment) {
        return new AuditTrail(client, Variables.required(environment, "AUDIT_TABLE"));
    }

    /** The line's key. */
    String write(AuditLine line) {
        try {
            client.putItem(request -> request.tableName(table)
                    .item(Map.of(
                            "event", AttributeValue.fromS(line.event()),
                            "type", AttributeValue.fromS(line.type()),
                            "entity", AttributeValue.fromS(line.entity()),
                            "time", AttributeValue.fromS(line.time()),
                            "writtenAt", AttributeValue.fromS(Instant.now().toString())))
                    .conditionExpression("attribute_not_exists(#event)")
                    .expressionAttributeNames(Map.of("#event", "event")));
        } catch (ConditionalCheckFailedException written) {
            // An earlier run of this event wrote it and ended before it was known to have.
        }
        return line.event();
    }
}
