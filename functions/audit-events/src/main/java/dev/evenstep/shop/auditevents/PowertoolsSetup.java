package dev.evenstep.shop.auditevents;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.idempotency.Idempotency;
import software.amazon.lambda.powertools.idempotency.IdempotencyConfig;

/** How Powertools is configured. */
final class PowertoolsSetup {

    /**
     * An event is known by its envelope's source and id; what carries no envelope, by the bus's. An object, since Powertools
     * 1.15 takes every array for an empty one and warns of it.
     */
    private static final String KEY =
            "{source: detail.specversion && detail.source || source, id: detail.specversion && detail.id || id}";

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private PowertoolsSetup() {}

    static void configure(DynamoDbClient client, Map<String, String> environment) {
        String table = Variables.required(environment, "IDEMPOTENCY_TABLE");
        Idempotency.config()
                .withPersistenceStore(new PersistenceWithLeases(client, table))
                .withConfig(IdempotencyConfig.builder()
                        .withEventKeyJMESPath(KEY)
                        .withExpiration(REMEMBERED)
                        .build())
                .configure();
    }
}
