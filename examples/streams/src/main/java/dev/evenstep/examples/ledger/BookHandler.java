package dev.evenstep.examples.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.eventstore.CommandConsumer;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Behind an SQS FIFO queue, whose message groups are accounts: books each order once. */
public final class BookHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function;

    public BookHandler() {
        this(
                Evenstep.from(System.getenv()),
                new Ledger(DynamoDbEventStore.of(
                        DynamoDbClient.create(), System.getenv("EVENTS_TABLE"), EventStoreOptions.defaults())));
    }

    BookHandler(Evenstep evenstep, Ledger ledger) {
        function = evenstep.sqs(
                CommandConsumer.of("book", ledger.orders(), order -> String.valueOf(order.subject()), Account.ORDERS));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
