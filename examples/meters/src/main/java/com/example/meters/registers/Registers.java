package com.example.meters.registers;

import com.example.meters.readings.Reading;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;

/** Keeps each meter's register. A queue keeps no order: the version that each reading carries does. */
final class Registers {

    static final VersionedConsumer CONSUMER =
            Consumer.versioned("registers", Registers::register).on(Reading.TYPE, Registers::show);

    private Registers() {}

    private static Write show(Event<Reading> event) {
        return Write.update(register(event.subject()))
                .set("wattHours", event.data().wattHours())
                .add("readings", 1);
    }

    static ItemKey register(String meter) {
        return ItemKey.of("registers", "meter", meter);
    }
}
