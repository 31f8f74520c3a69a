package dev.evenstep.cli.meters;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventBridgeFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Behind a rule of the bus. */
public final class BillHandler implements RequestStreamHandler {

    private final EventBridgeFunction function = function(System.getenv());

    private static EventBridgeFunction function(Map<String, String> environment) {
        long price = Long.parseLong(environment.getOrDefault("CENTS_PER_KILOWATT_HOUR", "0"));
        return Evenstep.from(environment).eventBridge(Readings.billing(price));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer, context);
    }
}
