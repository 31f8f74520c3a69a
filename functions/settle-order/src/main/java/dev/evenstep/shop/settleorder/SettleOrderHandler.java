package dev.evenstep.shop.settleorder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;

/** Behind a queue that a rule fills with the events that end an order. */
public final class SettleOrderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function = Evenstep.from(System.getenv()).sqs(Settlement.CONSUMER);

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
