package dev.evenstep.shop.reservestock;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;

/** Behind a queue that a rule fills with what orders want and give back. */
public final class ReserveStockHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function = Evenstep.from(System.getenv()).sqs(Stock.CONSUMER);

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
