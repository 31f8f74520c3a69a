package dev.evenstep.shop.trackorder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;

/** Behind a queue that a rule fills with every event of an order. */
public final class TrackOrderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function = Evenstep.from(System.getenv()).sqs(Tracking.CONSUMER);

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
