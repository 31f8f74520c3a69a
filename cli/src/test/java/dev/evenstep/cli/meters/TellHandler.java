package dev.evenstep.cli.meters;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.aws.OutboxStreamFunction;

/** Behind the stream of the outbox. */
public final class TellHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final OutboxStreamFunction function = OutboxRelay.from(System.getenv()).stream("tell");

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return function.handle(event, context);
    }
}
