package dev.evenstep.examples.brokers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.aws.OutboxStreamFunction;

/** Behind the outbox table's stream: publishes on the bus. */
public final class RelayHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final OutboxStreamFunction relay = OutboxRelay.from(System.getenv()).stream("relay");

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return relay.handle(event, context);
    }
}
