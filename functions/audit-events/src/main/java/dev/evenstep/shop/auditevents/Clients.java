package dev.evenstep.shop.auditevents;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The clients of AWS that this function needs, over the HTTP client that starts fastest. */
final class Clients {

    private Clients() {}

    static DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
