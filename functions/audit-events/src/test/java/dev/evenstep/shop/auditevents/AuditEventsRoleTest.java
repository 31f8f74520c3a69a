package dev.evenstep.shop.auditevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AuditEventsRoleTest {

    private static final String FUNCTION = "test-audit-events";
    private static final String LONGER_THAN_AN_ITEM = "a".repeat(500_000);

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final AuditEventsHandler handler = new AuditEventsHandler(
            AWS.clientOf(FUNCTION, DynamoDbClient.builder()).build(), AWS.environmentOf(FUNCTION));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        write("e-1", "Changed");
        write("e-1", "Changed");
        leaveInProgress("crm#e-1");
        write("e-1", "Changed");
        assertThatThrownBy(() -> write("e-2", LONGER_THAN_AN_ITEM)).isInstanceOf(DynamoDbException.class);

        assertThat(AWS.roleOf(FUNCTION)).isEqualTo(new RoleUse(FUNCTION, List.of(), List.of()));
    }

    private void write(String id, String type) {
        Map<String, Object> event =
                Map.of("id", id, "source", "crm", "detail-type", type, "time", "t", "detail", Map.of());
        assertThat(handler.handleRequest(event, new FakeContext(10_000))).isEqualTo("crm#" + id);
    }

    /** As a run leaves it that ended before its time. */
    private void leaveInProgress(String event) {
        dynamoDb.scan(request -> request.tableName("test-idempotency")).items().forEach(record -> {
            Map<String, AttributeValue> changed = new HashMap<>(record);
            changed.put("status", fromS("INPROGRESS"));
            changed.put("in_progress_expiration", fromN("1"));
            dynamoDb.putItem(request -> request.tableName("test-idempotency").item(changed));
        });
        dynamoDb.deleteItem(request -> request.tableName("test-audit").key(Map.of("event", fromS(event))));
    }
}
