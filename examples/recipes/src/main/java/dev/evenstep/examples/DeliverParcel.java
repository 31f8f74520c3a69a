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
import dev.evenstep.event.Event;

/** The outbox: an event is committed together with the state that it tells of. */
public final class DeliverParcel implements RequestHandler<SQSEvent, SQSBatchResponse> {

    static final Consumer CONSUMER =
            Consumer.transactional("deliver-parcel").on(Parcel.SCANNED, DeliverParcel::deliver);

    private final SqsFunction function = Evenstep.from(System.getenv()).sqs(CONSUMER);

    static Effect deliver(Event<Parcel.Scanned> event) {
        String parcel = event.data().parcel();
        return Effect.of(Write.update(Parcel.item(parcel)).set("delivered", true))
                .publish(
                        Parcel.DELIVERED,
                        new Parcel.Delivered(parcel, event.data().place()));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
