package dev.evenstep.examples.brokers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventSources;
import dev.evenstep.aws.SourceFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import java.util.Map;

/** Behind Kafka's topic: books orders, and publishes that by the outbox. */
public final class AcceptHandler implements RequestHandler<KafkaEvent, Map<String, Object>> {

    private final SourceFunction<KafkaEvent, Map<String, Object>> function = Evenstep.from(System.getenv())
            .source(EventSources.kafka(), Consumer.transactional("accept").on(OrderPlaced.TYPE, AcceptHandler::accept));

    private static Effect accept(Event<OrderPlaced> event) {
        OrderPlaced order = event.data();
        return Effect.of(Write.update(ItemKey.of("orders", "id", String.valueOf(event.subject())))
                        .set("article", order.article())
                        .add("accepted", order.quantity()))
                .publish(OrderAccepted.TYPE, new OrderAccepted(order.article(), order.quantity()));
    }

    @Override
    public Map<String, Object> handleRequest(KafkaEvent event, Context context) {
        return function.handle(event, context);
    }
}
