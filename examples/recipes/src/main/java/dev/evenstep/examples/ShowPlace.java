package dev.evenstep.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventBridgeFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Write;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Behind a rule of an EventBridge bus: the latest place wins, whatever order the bus brings. */
public final class ShowPlace implements RequestStreamHandler {

    static final Consumer CONSUMER = Consumer.versioned("show-place", Parcel::item)
            .on(
                    Parcel.SCANNED,
                    event -> Write.update(Parcel.item(event.data().parcel()))
                            .set("place", event.data().place()))
            .latestWins();

    private final EventBridgeFunction function = Evenstep.from(System.getenv()).eventBridge(CONSUMER);

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer, context);
    }
}
