package dev.evenstep.demo.schedules;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.sdk.InProcessHttpClient;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.eventstore.dynamodb.DynamoDbViewStore;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB's engine, which throttles, conflicts and loses replies, with tables for each schedule. */
final class ShopEngine implements AutoCloseable {

    private final Faults faults = Faults.of(1);
    private final DynamoDb engine = DynamoDb.start(DynamoDbOptions.defaults().withFaults(faults));
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(URI.create("http://in-process"))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(new InProcessHttpClient(engine.service()::handle))
            .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    private int schedules;

    ShopStores stores(EventStoreOptions options) {
        String events = "events-" + ++schedules;
        String views = "views-" + schedules;
        create(events, "stream", "commit", ScalarAttributeType.N);
        createViews(views);
        faults.add(FaultRule.of(Fault.THROTTLE, 0.01));
        faults.add(FaultRule.of(Fault.CONFLICT, 0.01));
        faults.add(FaultRule.of(Fault.LOST_REPLY, 0.02));
        return new ShopStores(
                DynamoDbEventStore.of(client, events, options), DynamoDbViewStore.of(client, views), faults::clear);
    }

    private void create(String table, String hash, String range, ScalarAttributeType type) {
        var unused = client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute(hash, ScalarAttributeType.S), attribute(range, type))
                .keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE)));
    }

    private void createViews(String table) {
        var unused = client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(
                        attribute("generation", ScalarAttributeType.S),
                        attribute("view", ScalarAttributeType.S),
                        attribute("list", ScalarAttributeType.S),
                        attribute("order", ScalarAttributeType.S)))
                .keySchema(key("generation", KeyType.HASH), key("view", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("lists")
                        .keySchema(key("list", KeyType.HASH), key("order", KeyType.RANGE))
                        .projection(projected -> projected.projectionType(ProjectionType.ALL))
                        .build()));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Override
    public void close() {
        client.close();
        engine.close();
    }
}
