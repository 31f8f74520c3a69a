package dev.evenstep.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;

/** Behind an SQS FIFO queue: in the order of each message group, which waits behind a dead letter. */
public final class KeepPlace implements RequestHandler<SQSEvent, SQSBatchResponse> {

    static final Consumer CONSUMER = Consumer.transactional("keep-place")
            .on(
                    Parcel.SCANNED,
                    event -> Effect.of(Write.update(Parcel.item(event.data().parcel()))
                            .set("place", event.data().place())))
            .stoppingGroups();

    private final SqsFunction function = Evenstep.from(System.getenv()).sqs(CONSUMER);

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
