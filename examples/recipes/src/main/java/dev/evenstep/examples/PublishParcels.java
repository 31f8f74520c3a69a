package dev.evenstep.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.aws.OutboxStreamFunction;

/** The outbox's relay, behind the table's stream: to a bus or an SQS FIFO queue, by the environment. */
public final class PublishParcels implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final OutboxStreamFunction function = OutboxRelay.from(System.getenv()).stream("publish-parcels");

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return function.handle(event, context);
    }
}
