package dev.evenstep.aws.internal.routing;

import dev.evenstep.aws.internal.deadletter.EventHeaders;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.spi.Delivery;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acknowledges events of types that nobody takes, and says so once for each type. */
public final class IgnoredTypes implements RecordHandler {

    private static final Logger log = LoggerFactory.getLogger(IgnoredTypes.class);

    /** Whoever sends any number of types must not fill the memory. */
    private static final int MOST_TYPES = 1_000;

    private final String consumer;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param consumer whose log it is */
    public IgnoredTypes(String consumer) {
        this.consumer = consumer;
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        String type = String.valueOf(EventHeaders.in(delivery.body()).type());
        if (told.size() < MOST_TYPES && told.add(type)) {
            log.info("{}: events of type {} are ignored, since no consumer here takes them", consumer, type);
        }
        return new Decision.Ignored();
    }
}
