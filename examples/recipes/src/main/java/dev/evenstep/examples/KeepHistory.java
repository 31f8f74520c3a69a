package dev.evenstep.examples;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;

/** In order: every version of a parcel, one after the other, whatever the source does. */
final class KeepHistory {

    static final Consumer CONSUMER = Consumer.transactional("keep-history")
            .on(
                    Parcel.SCANNED,
                    event -> Effect.of(Write.update(Parcel.item(event.data().parcel()))
                            .append("places", event.data().place())))
            .inOrder();

    private KeepHistory() {}
}
