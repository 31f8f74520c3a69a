package dev.evenstep.shop.orderlog;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.eventstore.lambda.EventLogFunction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind a schedule, each day: for what the stream forgot. */
public final class SweepOrderLogHandler implements RequestHandler<Map<String, Object>, @Nullable Void> {

    private final EventLogFunction function = EventLogFunction.of(
            "sweep-order-log", DynamoDbEventStore.from(System.getenv(), EventStoreOptions.defaults()));

    @Override
    public @Nullable Void handleRequest(Map<String, Object> schedule, Context context) {
        var unused = function.sweep(context);
        return null;
    }
}
