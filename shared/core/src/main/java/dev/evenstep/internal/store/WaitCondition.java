package dev.evenstep.internal.store;

/**
 * What a parked event waits for.
 *
 * @param address the record that must change
 * @param number the position that it must reach; for the record of one event, which must be completed, 0
 */
public record WaitCondition(RecordAddress address, long number) {

    /** Whether it waits no more. */
    public boolean isReached(IdempotencyRecord record) {
        return record.reached() >= number;
    }

    @Override
    public String toString() {
        return address instanceof RecordAddress.OfEvent ? address.text() : address.text() + " at " + number;
    }
}
