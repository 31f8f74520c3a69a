package dev.evenstep.examples.changedata;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.examples.changedata.CustomerEvents.CustomerFound;
import dev.evenstep.examples.changedata.CustomerEvents.CustomerLeft;
import dev.evenstep.examples.changedata.CustomerEvents.CustomerMoved;
import java.util.Objects;

/**
 * Where each customer lives, by the newest change that came, and beside it every move in its order. A customer who left stays, without a
 * city, so that an older change which comes late finds a newer one.
 */
final class CustomerRegister {

    static final TransactionalConsumer CONSUMER = Consumer.transactional("register")
            .on(CustomerEvents.FOUND, CustomerRegister::found)
            .on(CustomerEvents.MOVED, CustomerRegister::moved)
            .on(CustomerEvents.LEFT, CustomerRegister::left);

    private CustomerRegister() {}

    private static Effect found(Event<CustomerFound> event) {
        Write city = newest(event).set("city", event.data().city());
        return Effect.of(city).orElse(Effect.none());
    }

    private static Effect moved(Event<CustomerMoved> event) {
        Write city = newest(event).set("city", event.data().city());
        Write history = history(event, event.data().city());
        return Effect.of(city, history).orElse(Effect.of(history));
    }

    private static Effect left(Event<CustomerLeft> event) {
        Write history = history(event, "-");
        return Effect.of(newest(event).remove("city"), history).orElse(Effect.of(history));
    }

    private static Write.Update newest(Event<?> event) {
        String position = Objects.requireNonNull(event.envelope().extension("logposition"), "logposition");
        return Write.update(customer("customers", event))
                .set("position", position)
                .when(Condition.before("position", position));
    }

    private static Write.Update history(Event<?> event, String city) {
        return Write.update(customer("moves", event)).append("cities", city);
    }

    private static ItemKey customer(String table, Event<?> event) {
        return ItemKey.of(table, "id", Objects.requireNonNull(event.subject(), "subject"));
    }
}
