package dev.evenstep.internal.store;

/** Reading what is written down of the handling of events. */
public interface Records {

    /** What is written down at an address, in one consistent read; {@link IdempotencyRecord#NONE} where nothing is. */
    IdempotencyRecord record(RecordAddress address);
}
