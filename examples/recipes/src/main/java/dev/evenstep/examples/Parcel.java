package dev.evenstep.examples;

import dev.evenstep.effect.ItemKey;
import dev.evenstep.schema.EventType;

/** What the examples are about: its events, and its item. */
final class Parcel {

    static final EventType<Scanned> SCANNED = EventType.of("depot", "Scanned", Scanned.class);
    static final EventType<Delivered> DELIVERED = EventType.of("depot", "Delivered", Delivered.class);

    record Scanned(String parcel, String place) {}

    record Delivered(String parcel, String to) {}

    private Parcel() {}

    /** In the table that {@code PARCELS_TABLE} names. */
    static ItemKey item(String parcel) {
        return ItemKey.of("parcels", "parcel", parcel);
    }
}
