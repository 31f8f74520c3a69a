package dev.evenstep.spi;

/** What a source can bring again, of a batch of which some records did not settle. */
public enum Redelivery {

    /** Each record that the answer names, and no other. */
    RECORD,

    /** All records of a shard or partition from the first that the answer names on, those that settled too. */
    FROM_FIRST,

    /** The whole batch, or none of it. */
    BATCH
}
