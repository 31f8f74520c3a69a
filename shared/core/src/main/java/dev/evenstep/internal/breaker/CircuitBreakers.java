package dev.evenstep.internal.breaker;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.spi.Delivery;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's work behind a breaker for each of its dependencies. After so many failures of one in a row, records are
 * given back unstarted; one at each interval is let through, and when it is handled, all are again. Opens by failures that
 * are a dependency's or of the configuration and by records that hang, never by a record's own failures.
 */
public final class CircuitBreakers implements RecordHandler {

    private static final String UNNAMED = "a dependency";

    private final String consumer;
    private final RecordHandler handler;
    private final BreakerOptions options;
    private final Probes probes;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    public CircuitBreakers(String consumer, RecordHandler handler, BreakerOptions options, Probes probes) {
        this.consumer = consumer;
        this.handler = handler;
        this.options = options;
        this.probes = probes;
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        Decision withheld = withheld(deadline.clock().instant());
        if (withheld != null) {
            return withheld;
        }
        Decision decision = handler.on(delivery, deadline);
        learn(decision, deadline.clock().instant());
        return decision;
    }

    /** Of what, nobody knows: it did not say. */
    @Override
    public void hung(Delivery delivery, Deadline deadline) {
        breaker(new Failure(FailureClass.DEPENDENCY, null))
                .failed(deadline.clock().instant());
    }

    private @Nullable Decision withheld(Instant now) {
        for (Map.Entry<String, CircuitBreaker> breaker : breakers.entrySet()) {
            Instant until = breaker.getValue().probe(now);
            if (until != null) {
                return new Decision.Withheld(breaker.getKey(), until);
            }
        }
        return null;
    }

    private void learn(Decision decision, Instant now) {
        switch (decision) {
            case Decision.Applied applied -> breakers.values().forEach(CircuitBreaker::succeeded);
            case Decision.Transient failed
            when isAway(failed.failure()) -> breaker(failed.failure()).failed(now);
            default -> {
                // Says nothing of a dependency.
            }
        }
    }

    private static boolean isAway(Failure failure) {
        return failure.kind() == FailureClass.DEPENDENCY || failure.kind() == FailureClass.CONFIGURATION;
    }

    private CircuitBreaker breaker(Failure failure) {
        String dependency = failure.dependency() == null ? UNNAMED : failure.dependency();
        return breakers.computeIfAbsent(dependency, name -> new CircuitBreaker(consumer + "#" + name, options, probes));
    }
}
