package dev.evenstep.benchmarks.library;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What somebody writes without any library: it parses the body and updates an item. Nothing keeps it from doing so twice. */
public final class BareHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final ObjectMapper mapper = new ObjectMapper();
    private final String table = System.getenv("ORDER_STATUS_TABLE");
    private final DynamoDbClient dynamoDb = DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        event.getRecords().forEach(this::handle);
        return new SQSBatchResponse(List.of());
    }

    private void handle(SQSMessage message) {
        try {
            var data = mapper.readTree(message.getBody()).path("data");
            var unused = dynamoDb.updateItem(request -> request.tableName(table)
                    .key(Map.of("orderId", text(data.path("orderId").asText())))
                    .updateExpression("SET #status = :status")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(":status", text("PLACED"))));
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
