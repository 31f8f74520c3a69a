package dev.evenstep.examples.brokers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventSources;
import dev.evenstep.aws.SourceFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Event;

/** Behind RabbitMQ's queue: ships what was accepted, once. */
public final class ShipHandler implements RequestHandler<RabbitMQEvent, String> {

    private final SourceFunction<RabbitMQEvent, String> function = Evenstep.from(System.getenv())
            .source(EventSources.rabbitMq(), Consumer.transactional("ship").on(OrderAccepted.TYPE, ShipHandler::ship));

    private static Effect ship(Event<OrderAccepted> event) {
        CorrelationContext lineage = event.envelope().correlation();
        return Effect.of(Write.update(ItemKey.of("shipments", "order", String.valueOf(event.subject())))
                .add("shipped", event.data().quantity())
                .set("correlationId", String.valueOf(lineage.correlationId()))
                .set("traceParent", String.valueOf(lineage.traceParent())));
    }

    @Override
    public String handleRequest(RabbitMQEvent event, Context context) {
        return function.handle(event, context);
    }
}
