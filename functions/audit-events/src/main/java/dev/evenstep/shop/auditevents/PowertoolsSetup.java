package dev.evenstep.shop.auditevents;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.idempotency.Idempotency;
import software.amazon.lambda.powertools.idempotency.IdempotencyConfig;

/** Everything that touches Powertools' configuration, so that another major version changes one class. */
final class PowertoolsSetup {

    /**
     * An event is known by its envelope's source and id; what carries no envelope, by the bus's. One text, since Powertools
     * takes every list for a missing key, and says so each time.
     */
    private static final String KEY = "join(' ', [to_string(detail.specversion && detail.source || source),"
            + " to_string(detail.specversion && detail.id || id)])";

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private PowertoolsSetup() {}

    static void configure(DynamoDbClient client, Map<String, String> environment) {
        Idempotency.config()
                .withPersistenceStore(
                        new PersistenceWithLeases(client, Variables.required(environment, "IDEMPOTENCY_TABLE")))
                .withConfig(IdempotencyConfig.builder()
                        .withEventKeyJMESPath(KEY)
                        .withExpiration(REMEMBERED)
                        .build())
                .configure();
    }
}
