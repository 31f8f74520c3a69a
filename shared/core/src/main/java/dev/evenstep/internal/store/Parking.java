package dev.evenstep.internal.store;

import java.util.List;

/**
 * Events that wait in the database for others. Each lies behind one record, which counts them: whoever takes a step there
 * is refused until it knows of them, and so runs what waits.
 */
public interface Parking {

    /**
     * Parks an event, if what it waits for has not come yet; one transaction: the event under its place, and the count at
     * the record.
     *
     * @param known how many events are parked behind the record already, as far as the caller knows
     * @param most how many may be
     */
    ParkingOutcome park(ParkedEvent event, int known, int most);

    /** What is parked behind a record, in the order of its places, in one consistent read of at most 1 MB. */
    List<ParkedEvent> parkedBehind(RecordAddress address);

    /** Puts a parked event in place of its former self; does nothing where it is gone. */
    void change(ParkedEvent event);

    /** Takes a parked event away, with its count at the record; does nothing where it is gone. */
    void remove(ParkedEvent event);

    sealed interface ParkingOutcome {

        /** @param first whether nothing was parked behind the record before */
        record Added(boolean first) implements ParkingOutcome {}

        /**
         * The place is taken.
         *
         * @param event the key of the event that lies there: the same one, or another that claims its number
         * @param state whether that waits, or is dead-lettered
         */
        record PlaceTaken(String event, ParkedEvent.State state) implements ParkingOutcome {}

        /** What it waits for came meanwhile, or other events were parked or taken away: look again. */
        record Moved() implements ParkingOutcome {}

        /** As many as may be are parked behind the record. */
        record Full() implements ParkingOutcome {}
    }
}
