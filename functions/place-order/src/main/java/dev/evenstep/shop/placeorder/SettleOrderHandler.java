package dev.evenstep.shop.placeorder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.encryption.KmsSubjectKeys;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.spi.SubjectKeys;
import java.util.Map;

/** Behind a queue that a rule fills with the ends of fulfilments: an order's stream ends. */
public final class SettleOrderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function = from(System.getenv());

    private static SqsFunction from(Map<String, String> environment) {
        SubjectKeys keys = KmsSubjectKeys.from(environment);
        var store = DynamoDbEventStore.from(
                environment, EventStoreOptions.defaults().withSubjectKeys(keys));
        return Evenstep.from(environment).withSubjectKeys(keys).sqs(Orders.settling(store, keys));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
