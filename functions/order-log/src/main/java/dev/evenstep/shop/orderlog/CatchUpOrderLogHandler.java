package dev.evenstep.shop.orderlog;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.evenstep.eventstore.lambda.EventLogFunction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind a schedule, each minute: for readers that failed, or have a long way. */
public final class CatchUpOrderLogHandler implements RequestHandler<Map<String, Object>, @Nullable Void> {

    private final EventLogFunction function = OrderLog.from(System.getenv());

    @Override
    public @Nullable Void handleRequest(Map<String, Object> schedule, Context context) {
        function.catchUp(context);
        return null;
    }
}
