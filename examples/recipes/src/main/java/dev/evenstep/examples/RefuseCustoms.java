package dev.evenstep.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;

/** Dead letters: what can never succeed goes to the dead-letter queue at once, with the reason. */
public final class RefuseCustoms implements RequestHandler<SQSEvent, SQSBatchResponse> {

    static final Consumer CONSUMER = Consumer.transactional("refuse-customs").on(Parcel.SCANNED, RefuseCustoms::pass);

    private final SqsFunction function = Evenstep.from(System.getenv()).sqs(CONSUMER);

    static Effect pass(Event<Parcel.Scanned> event) {
        if (event.data().place().equals("Customs")) {
            throw new PermanentFailure("The declaration is missing");
        }
        return Effect.of(Write.update(Parcel.item(event.data().parcel())).set("passed", true));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
