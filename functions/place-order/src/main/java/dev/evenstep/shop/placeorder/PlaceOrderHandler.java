package dev.evenstep.shop.placeorder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.encryption.KmsSubjectKeys;

/** Behind the FIFO queue of commands, one group per customer. */
public final class PlaceOrderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function = Evenstep.from(System.getenv())
            .withSubjectKeys(KmsSubjectKeys.from(System.getenv()))
            .sqs(Orders.CONSUMER);

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
