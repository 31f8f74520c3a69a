package dev.evenstep.eventstore.dynamodb;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A function's client, on the JDK's HTTP client and with a bound on every attempt, and the tables that its environment names. */
final class StoreClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private StoreClients() {}

    static DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(config -> config.apiCallAttemptTimeout(ATTEMPT))
                .build();
    }

    static String table(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new IllegalStateException(
                    "The environment variable " + variable + " is missing: set it to the table's deployed name");
        }
        return value;
    }
}
