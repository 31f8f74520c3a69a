package dev.evenstep.examples.brokers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;

/** Behind the bus: passes accepted orders on to RabbitMQ. */
public final class DispatchHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function = Evenstep.from(System.getenv())
            .sqs(Consumer.leased("dispatch")
                    .on(
                            OrderAccepted.TYPE,
                            RabbitMqQueue.at(System.getenv("RABBITMQ_URI"), "shipments"),
                            event -> Effect.none()));

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
