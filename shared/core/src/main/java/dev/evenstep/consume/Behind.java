package dev.evenstep.consume;

import dev.evenstep.store.Commits.Unparking;
import dev.evenstep.store.ParkedEvent;
import dev.evenstep.store.Parking;
import dev.evenstep.store.RecordAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is parked behind the record of one step. Nobody looks until a store says that there is something, so that events
 * without any cost nothing more.
 */
final class Behind {

    private final RecordAddress address;
    private final String place;
    private final Parking parking;
    private @Nullable List<ParkedEvent> events;
    private @Nullable Unparking unparking;

    /** @param place where a parked copy of the step's own event would lie */
    Behind(RecordAddress address, String place, Parking parking) {
        this.address = address;
        this.place = place;
        this.parking = parking;
    }

    /** For an event that is itself parked. */
    static Behind ofParked(ParkedEvent event, List<ParkedEvent> all, int count, Parking parking) {
        Behind behind = new Behind(event.awaited().address(), event.place(), parking);
        behind.events = all;
        behind.unparking = new Unparking(count, event.place());
        return behind;
    }

    /** Null: nothing is known yet. */
    @Nullable
    Unparking unparking() {
        return unparking;
    }

    /** @param count as the record says */
    void look(int count) {
        List<ParkedEvent> found = parking.parkedBehind(address);
        events = found;
        boolean isThere = found.stream().anyMatch(event -> event.place().equals(place));
        unparking = new Unparking(count, isThere ? place : null);
    }

    /** The other events that are parked; null where nobody had to look. */
    @Nullable
    List<ParkedEvent> others() {
        return events == null
                ? null
                : events.stream().filter(event -> !event.place().equals(place)).toList();
    }

    /** How many are parked when the step is done. */
    int left() {
        return unparking == null ? 0 : unparking.left();
    }
}
