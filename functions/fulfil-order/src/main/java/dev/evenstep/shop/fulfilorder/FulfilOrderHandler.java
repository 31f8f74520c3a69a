package dev.evenstep.shop.fulfilorder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;

/** Behind a queue that a rule fills with placed orders, with what stock and payments answer, and with the saga's own time-outs. */
public final class FulfilOrderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function = Evenstep.from(System.getenv())
            .sqs(Fulfilment.consumer(DynamoDbEventStore.from(System.getenv(), EventStoreOptions.defaults())));

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
