package dev.evenstep.local.broker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One mapping's connection to its broker. For one thread. */
public interface BrokerReader extends AutoCloseable {

    /**
     * Fetches what is there.
     *
     * @param wait longest, for the first record
     * @param held lanes of which nothing is wanted now
     * @throws RuntimeException where the connection is gone
     */
    Fetched fetch(Duration wait, Set<String> held) throws InterruptedException;

    /** Done with for good: with those before them in their lanes, where the broker counts so. */
    void done(List<BrokerRecord> records);

    /** To be fetched again, in their order, with everything behind them in their lanes that was fetched. */
    void again(List<BrokerRecord> records);

    /** The event that a function gets, in the shape of Lambda's guide. */
    ObjectNode event(List<BrokerRecord> records);

    /** Ends the connection. What is not done comes again, here or elsewhere. */
    @Override
    void close();

    /**
     * @param records in each lane's order
     * @param lost lanes that another reader has got: what was fetched of them before is not ours any more
     */
    record Fetched(List<BrokerRecord> records, Set<String> lost) {

        public Fetched {
            records = List.copyOf(records);
            lost = Set.copyOf(lost);
        }
    }
}
