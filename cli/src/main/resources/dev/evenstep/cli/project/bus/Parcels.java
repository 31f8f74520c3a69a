package @package@.parcels;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/** Shows where a parcel is. A bus keeps no order: the version that each event carries tells which one is the latest. */
final class Parcels {

    static final EventType<ParcelMoved> PARCEL_MOVED = EventType.of("@name@", "ParcelMoved", ParcelMoved.class);

    static final VersionedConsumer CONSUMER = Consumer.versioned("parcels", Parcels::parcel)
            .on(PARCEL_MOVED, Parcels::place)
            .latestWins();

    private Parcels() {}

    static Write place(Event<ParcelMoved> event) {
        return Write.update(parcel(event.envelope().subject())).set("place", event.data().place());
    }

    /** The item of the table that the variable PARCELS_TABLE names. */
    static ItemKey parcel(String parcel) {
        return ItemKey.of("parcels", "parcel", parcel);
    }
}
