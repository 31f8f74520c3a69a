package dev.evenstep.local.broker;

import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;

/** The brokers that event source mappings can read from. Safe for concurrent use. */
public interface Brokers {

    /** None: mappings of topics and of brokers' queues are not read. */
    static Brokers none() {
        return new NoBrokers();
    }

    /** Whether there is one for this. */
    boolean serve(BrokerSpec source);

    /**
     * Connects one reader for a mapping.
     *
     * @param mapping of a broker that is served
     * @throws RuntimeException where the broker is not to be reached, or what is read is not there: says which
     */
    BrokerReader open(MappingSpec mapping);
}
