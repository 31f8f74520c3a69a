package dev.evenstep.spi;

import dev.evenstep.decision.PermanentFailure;
import org.jspecify.annotations.Nullable;

/**
 * Makes an envelope of what somebody else sends: plain JSON, a row's change, Avro. It is asked for every record, before
 * anybody reads it, and for what comes back from a queue of retries too, which is an envelope by then: what is none of its
 * own it returns as it is. The same record gives the same envelope, id included, however often it comes. It calls nobody.
 * Safe for concurrent use.
 */
@FunctionalInterface
public interface RecordMapping {

    /**
     * @return the record with an envelope as its body, under the same id; null: it says nothing that happened, and is done
     *     ({@code ignored})
     * @throws PermanentFailure where it can be no event: it is dead-lettered as it came. So is what fails otherwise, as
     *     {@code malformed}
     */
    @Nullable
    Delivery map(Delivery record);

    /** Another one behind this: of what this makes, and of what it leaves as it is. */
    default RecordMapping then(RecordMapping next) {
        return record -> {
            Delivery mapped = map(record);
            return mapped == null ? null : next.map(mapped);
        };
    }
}
