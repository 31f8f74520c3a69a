package dev.evenstep.local.broker;

import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;

record NoBrokers() implements Brokers {

    @Override
    public boolean serve(BrokerSpec source) {
        return false;
    }

    @Override
    public BrokerReader open(MappingSpec mapping) {
        throw new IllegalStateException("No broker is here for " + mapping.source());
    }
}
