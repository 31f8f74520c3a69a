package dev.evenstep.internal.consume;

import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is parked behind the record of one step. Nobody looks until a store says that there is something, so that events
 * without any cost nothing more.
 */
final class ParkedFollowers {

    private final RecordAddress address;
    private final String place;
    private final String key;
    private final Parking parking;
    private @Nullable List<ParkedEvent> events;
    private @Nullable Unparking unparking;
    private boolean looked;

    ParkedFollowers(Step step, Parking parking) {
        this(step.address(), StepFactory.place(step), step.event().text(), parking);
    }

    private ParkedFollowers(RecordAddress address, String place, String key, Parking parking) {
        this.address = address;
        this.place = place;
        this.key = key;
        this.parking = parking;
    }

    /** For an event that is itself parked. */
    static ParkedFollowers ofParked(ParkedEvent event, List<ParkedEvent> all, int count, Parking parking) {
        ParkedFollowers followers =
                new ParkedFollowers(event.condition().address(), event.place(), event.event(), parking);
        followers.events = all;
        followers.unparking = new Unparking(count, event.place());
        return followers;
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
        unparking = new Unparking(count, found.stream().anyMatch(this::isOwn) ? place : null);
        looked = true;
    }

    /** Whether what is known was looked up, and not told. */
    boolean looked() {
        return looked;
    }

    /** Whether the step's own event was dead-lettered before, and held the others up. */
    boolean wasStopped() {
        return events != null && events.stream().anyMatch(event -> isOwn(event) && !event.waits());
    }

    /** Its place alone does not tell: another event that claims it may wait there, and is not forgotten over this one. */
    private boolean isOwn(ParkedEvent event) {
        return event.place().equals(place) && (event.event().equals(key) || !event.waits());
    }

    /** The other events that are parked; null where nobody had to look. */
    @Nullable
    List<ParkedEvent> others() {
        return events == null
                ? null
                : events.stream().filter(event -> !isOwn(event)).toList();
    }

    /** How many are parked when the step is done. */
    int left() {
        return unparking == null ? 0 : unparking.left();
    }
}
