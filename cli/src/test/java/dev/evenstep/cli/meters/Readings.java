package dev.evenstep.cli.meters;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/** What is read of a meter is kept, and told to whoever bills it. */
final class Readings {

    record Reading(String meter, long kilowattHours) {}

    static final EventType<Reading> METER_READ = EventType.of("grid", "MeterRead", Reading.class);
    static final EventType<Reading> READING_KEPT = EventType.of("meters", "ReadingKept", Reading.class);

    static final TransactionalConsumer KEEPING =
            Consumer.transactional("keep").on(METER_READ, Readings::keep).inOrder();

    private Readings() {}

    private static Effect keep(Event<Reading> read) {
        Reading reading = read.data();
        return Effect.of(Write.put(
                        ItemKey.of("registers", "meter", reading.meter()),
                        Item.of("kilowattHours", reading.kilowattHours())))
                .publish(READING_KEPT, reading);
    }

    static TransactionalConsumer billing(long centsPerKilowattHour) {
        return Consumer.transactional("bill")
                .on(
                        READING_KEPT,
                        kept -> Effect.of(Write.put(
                                ItemKey.of("bills", "meter", kept.data().meter()),
                                Item.of("cents", kept.data().kilowattHours() * centsPerKilowattHour))));
    }
}
