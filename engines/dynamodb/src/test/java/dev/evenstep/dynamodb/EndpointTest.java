package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private final Fixture db = new Fixture().withListeners();
    private final AwsService service = db.engine().service();

    @AfterEach
    void close() {
        db.close();
    }

    private static AwsRequest request(String target, String body) {
        return new AwsRequest(
                "POST",
                "/",
                "",
                Map.of("x-amz-target", target),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(AwsResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void servesItemsAndStreams() {
        assertThat(service.serves(request("DynamoDB_20120810.GetItem", ""))).isTrue();
        assertThat(service.serves(request("DynamoDBStreams_20120810.GetRecords", "")))
                .isTrue();
        assertThat(service.serves(request("AWSEvents.PutEvents", ""))).isFalse();
    }

    @Test
    void answersWithAChecksumAndAnId() throws Exception {
        db.put("Listeners", "{'id':{'S':'1'}}");
        var response = service.handle(
                request("DynamoDB_20120810.GetItem", "{'TableName':'Listeners','Key':{'id':{'S':'1'}}}"));

        var crc = new CRC32();
        crc.update(response.body());
        assertThat(response.status()).isEqualTo(200);
        assertThat(JsonTrees.parse(response.body())).isEqualTo(json("{'Item':{'id':{'S':'1'}}}"));
        assertThat(response.headers())
                .containsEntry("Content-Type", "application/x-amz-json-1.0")
                .containsEntry("x-amz-crc32", Long.toString(crc.getValue()));
        assertThat(response.headers().get("x-amzn-RequestId")).matches("[0-9A-Z]{52}");
    }

    @Test
    void tellsErrorsAsAwsDoes() throws Exception {
        var missing = service.handle(request("DynamoDB_20120810.Scan", "{'TableName':'Nowhere'}"));
        var invalid = service.handle(request("DynamoDB_20120810.Scan", "{}"));
        var unknown = service.handle(request("DynamoDB_20120810.GetRecords", "{}"));
        var noJson = service.handle(request("DynamoDB_20120810.Scan", "{"));

        assertThat(JsonTrees.parse(missing.body())).isEqualTo(json("""
                {'__type':'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
                 'message':'Requested resource not found'}"""));
        assertThat(missing.status()).isEqualTo(400);
        assertThat(text(invalid)).contains("com.amazon.coral.validate#ValidationException");
        assertThat(text(unknown)).contains("com.amazon.coral.service#UnknownOperationException");
        assertThat(text(noJson)).contains("com.amazon.coral.service#SerializationException", "\"Message\"");
    }

    @Test
    void saysThatItSpeaksNoPartiQl() {
        var response = service.handle(request("DynamoDB_20120810.ExecuteStatement", "{}"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).contains("UnknownOperationException", "PartiQL");
    }
}
