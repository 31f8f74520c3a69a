package dev.evenstep.cli.meters;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventBridgeFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Asks DynamoDB before it is wired: no slow first call makes the look at its tables give up. */
public final class AskedBeforeHandler implements RequestStreamHandler {

    private final EventBridgeFunction function = function(System.getenv());

    private static EventBridgeFunction function(Map<String, String> environment) {
        DynamoDbClient client = DynamoDbClient.create();
        String table = environment.getOrDefault("IDEMPOTENCY_TABLE", "");
        var unused = client.describeTable(request -> request.tableName(table));
        return Evenstep.from(environment).withDynamoDb(() -> client).eventBridge(Readings.billing(1));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer, context);
    }
}
