package dev.evenstep.shop.publishoutbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.aws.OutboxStreamFunction;

/** Behind the stream of the outbox table. */
public final class PublishOutboxHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final OutboxStreamFunction function = OutboxRelay.from(System.getenv()).stream("publish-outbox");

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return function.handle(event, context);
    }
}
