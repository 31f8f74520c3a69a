package dev.evenstep.shop.orderlog;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.eventstore.lambda.EventLogFunction;

/** Behind the stream of the table of events. */
public final class OrderLogHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final EventLogFunction function = OrderLog.from(System.getenv());

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return function.handle(event, context);
    }
}
