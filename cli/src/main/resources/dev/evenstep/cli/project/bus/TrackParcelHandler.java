package @package@.parcels;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventBridgeFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Invoked by the rule Moved of the bus. */
public final class TrackParcelHandler implements RequestStreamHandler {

    private final EventBridgeFunction function = Evenstep.from(System.getenv()).eventBridge(Parcels.CONSUMER);

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer, context);
    }
}
