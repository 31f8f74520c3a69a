package dev.evenstep.internal.source;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Outcome;
import java.util.List;
import java.util.Set;

/** What is done about records that did not settle, before their source is answered. */
@FunctionalInterface
public interface Unsettled<E> {

    /**
     * It throws nothing: the answer is worth more.
     *
     * @param outcomes all of the batch's
     * @return the ids of deliveries that are safe elsewhere now, so that their source is done with them
     */
    Set<String> keepElsewhere(E event, List<Outcome> outcomes, Deadline deadline);

    /** They stay with their source. */
    static <E> Unsettled<E> staysWithItsSource() {
        return (event, outcomes, deadline) -> Set.of();
    }
}
