package dev.evenstep.examples;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;

/** Upcasting: schema version 1 had kilograms, version 2 has grams; the function sees grams. */
final class RecordWeight {

    record Weighed(String parcel, long grams) {}

    static final EventType<Weighed> WEIGHED = EventType.of("depot", "Weighed", Weighed.class)
            .at(2, Upcast.from(1, data -> {
                if (data.remove("kilograms") instanceof Number kilograms) {
                    data.put("grams", kilograms.longValue() * 1_000);
                }
            }));

    static final Consumer CONSUMER = Consumer.transactional("record-weight")
            .on(
                    WEIGHED,
                    event -> Effect.of(Write.update(Parcel.item(event.data().parcel()))
                            .set("grams", event.data().grams())));

    private RecordWeight() {}
}
