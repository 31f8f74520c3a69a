package dev.evenstep.spi;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.order.CloudEventsSequence;
import dev.evenstep.internal.order.EntityVersions;
import org.jspecify.annotations.Nullable;

/**
 * Where events say their place in their stream. The sequence must be dense: every number is some event's, and a consumer
 * in order must be fed all of them.
 */
public interface Sequence {

    /** The number of a stream's first event. */
    long first();

    /** What an envelope must have for {@link #of} to find a position, in words for an error. */
    String needs();

    /** The event's position; null where the envelope does not say, which makes it malformed for a consumer in order. */
    @Nullable
    StreamPosition of(Envelope envelope);

    /** The versions of the entity that the event is about: {@code subject} and {@code entityversion}, from 1. */
    static Sequence entityVersions() {
        return new EntityVersions();
    }

    /**
     * The CloudEvents extension {@code sequence} with {@code sequencetype} {@code Integer}: the events of one {@code
     * source}, from 1 (CloudEvents "Sequence" extension). Its wrap from 2,147,483,647 to 1 is not followed.
     */
    static Sequence cloudEventsSequence() {
        return new CloudEventsSequence();
    }
}
