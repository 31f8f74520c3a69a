package dev.evenstep.spi;

import java.util.List;
import java.util.Map;

/**
 * A source of records: how its event is taken apart, and what it is answered. It has no state and calls nobody; running,
 * retrying and giving up are the same for all. Safe for concurrent use. One of your own has to pass {@code
 * SourceConformance} of the testkit.
 *
 * @param <E> what an invocation is handed
 * @param <A> what it answers
 */
public interface Source<E, A> {

    /** What comes again, where the answer says so. */
    Redelivery redelivery();

    /**
     * Every record, in the order in which the source has them; ids differ. It fails for no single record: one that cannot be
     * decoded is a delivery with what there is of it, and ends in the dead-letter queue.
     */
    List<Delivery> deliveries(E event);

    /**
     * What the source is told. Outcomes that are not settled must come again.
     *
     * @param outcomes one for each delivery, in their order
     * @throws RuntimeException where the invocation must fail, for everything to come again
     */
    A answer(E event, List<Outcome> outcomes);

    /**
     * By a delivery's id, what tells its record from every other of the source, however often it comes. A record that is
     * named here and settled behind one that did not is not run again by the same instance. Asked only where records come
     * {@link Redelivery#FROM_FIRST}; what is not named is run again, and a duplicate.
     */
    default Map<String, String> identities(E event) {
        return Map.of();
    }
}
