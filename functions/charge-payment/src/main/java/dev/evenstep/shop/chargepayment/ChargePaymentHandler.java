package dev.evenstep.shop.chargepayment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;

/** Behind a queue that a rule fills with orders to charge, and to charge no more. */
public final class ChargePaymentHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function =
            Evenstep.from(System.getenv()).sqs(Payments.consumer(HttpPaymentGateway.from(System.getenv())));

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
