package dev.evenstep.cli.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** LocalStack replaces what DynamoDB Local says of itself, by its spelling. */
class DynamoDbAccentTest {

    private static final String OWN = "arn:aws:dynamodb:ddblocal:000000000000:table/orders";

    @Test
    void tablesStreamsAndIteratorsAreNamedAsTheVendorDoes() throws IOException {
        try (DynamoDb engine = DynamoDb.start(DynamoDbProcess.options())) {
            JsonNode table = engine.call("CreateTable", json("""
                            {"TableName": "orders", "BillingMode": "PAY_PER_REQUEST",
                             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"}}""")).path("TableDescription");
            String stream = table.path("LatestStreamArn").asText();
            String shard = engine.call("DescribeStream", JsonTrees.object().put("StreamArn", stream))
                    .at("/StreamDescription/Shards/0/ShardId")
                    .asText();
            String iterator = engine.call(
                            "GetShardIterator",
                            JsonTrees.object()
                                    .put("StreamArn", stream)
                                    .put("ShardId", shard)
                                    .put("ShardIteratorType", "TRIM_HORIZON"))
                    .path("ShardIterator")
                    .asText();

            assertThat(table.path("TableArn").asText()).isEqualTo(OWN);
            assertThat(stream).startsWith(OWN + "/stream/");
            assertThat(iterator).startsWith(stream);
            assertThat(shard.length()).isGreaterThanOrEqualTo(28);
        }
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) JsonTrees.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
