package dev.evenstep.shop.auditevents;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.idempotency.Idempotency;
import software.amazon.lambda.powertools.idempotency.IdempotencyConfig;
import software.amazon.lambda.powertools.idempotency.persistence.DynamoDBPersistenceStore;

/** Everything that touches Powertools' configuration, so that another major version changes one class. */
final class PowertoolsSetup {

    /** An event is known by its envelope's source and id; one of somebody else, by the bus's. */
    private static final String KEY = "[detail.source || source, detail.id || id]";

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private PowertoolsSetup() {}

    static DynamoDbClient configure(Map<String, String> environment) {
        DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        Idempotency.config()
                .withPersistenceStore(DynamoDBPersistenceStore.builder()
                        .withTableName(environment.get("IDEMPOTENCY_TABLE"))
                        .withDynamoDbClient(client)
                        .build())
                .withConfig(IdempotencyConfig.builder()
                        .withEventKeyJMESPath(KEY)
                        .withExpiration(REMEMBERED)
                        .build())
                .configure();
        return client;
    }
}
