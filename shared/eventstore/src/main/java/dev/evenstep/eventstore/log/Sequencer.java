package dev.evenstep.eventstore.log;

import java.time.Duration;
import java.util.Collection;

/** Puts commits into the log. */
public interface Sequencer {

    /**
     * Puts those commits of these streams into the log that are not there yet, each stream's in their order and every one
     * once, whoever else does the same at the same time. A name is a doorbell: which commits there are, the streams say.
     *
     * @throws dev.evenstep.decision.DependencyFailure when others came in between again and again; what was not done then, is
     *     done when it is called again
     */
    void sequence(Collection<String> streams);

    /**
     * Looks through the whole store for commits that nobody rang for, and puts them into the log. Goes on where the last call
     * stopped, until it came to the end or the time is over; a part that was begun is finished. Two at once are only slower.
     *
     * @return whether it came to the end; the next one begins anew then
     */
    boolean sweep(Duration time);
}
