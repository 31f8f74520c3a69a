package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.aws.TestAws;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.UnpublishedRows;
import dev.evenstep.testkit.StoreConformance;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbStoreConformanceTest extends StoreConformance {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    static final Map<String, String> TABLES = Map.of(
            "THINGS_TABLE",
            "test-things",
            "NUMBERED_TABLE",
            "test-numbered",
            "IDEMPOTENCY_TABLE",
            "test-idempotency",
            "OUTBOX_TABLE",
            "test-outbox",
            "PARKED_TABLE",
            "test-parked");

    private final DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build();

    @Override
    public Store store() {
        return new DynamoDbStore(client, TableNames.from(TABLES));
    }

    @Override
    public List<Envelope> outboxOf(String entity) {
        EnvelopeJson json = new EnvelopeJson(Limits.defaults());
        return client
                .query(request -> request.tableName("test-outbox")
                        .keyConditionExpression("entity = :e")
                        .expressionAttributeValues(Map.of(":e", AttributeValue.fromS(entity))))
                .items()
                .stream()
                .<Envelope>map(item -> json.read(
                        Objects.requireNonNull(item.get(OutboxItem.ENVELOPE)).s()))
                .toList();
    }

    @Override
    public OutboxLog log() {
        return new DynamoDbOutbox(client, TableNames.from(TABLES));
    }

    @Override
    public UnpublishedRows unpublished() {
        return new DynamoDbOutbox(client, TableNames.from(TABLES));
    }
}
