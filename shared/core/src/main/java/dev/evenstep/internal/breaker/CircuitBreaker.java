package dev.evenstep.internal.breaker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One dependency: closed while it answers, open while it does not. Nothing is written or asked while it is closed. */
final class CircuitBreaker {

    private static final Logger log = LoggerFactory.getLogger(CircuitBreaker.class);

    private final String name;
    private final BreakerOptions options;
    private final Probes probes;
    private int failures;
    private boolean open;
    private Instant nextProbe = Instant.MIN;
    private Duration interval;

    /** @param name among all that share its probes */
    CircuitBreaker(String name, BreakerOptions options, Probes probes) {
        this.name = name;
        this.options = options;
        this.probes = probes;
        this.interval = options.first();
    }

    /** Null: go on; it is closed, or this is the probe. Else until when somebody else's is. */
    @Nullable
    Instant probe(Instant now) {
        Instant until;
        synchronized (this) {
            if (!open) {
                return null;
            }
            if (now.isBefore(nextProbe)) {
                return nextProbe;
            }
            until = next(now);
        }
        return claim(now, until) ? null : until;
    }

    void failed(Instant now) {
        Instant until;
        synchronized (this) {
            failures++;
            if (open || failures < options.failures()) {
                return;
            }
            open = true;
            until = next(now);
        }
        log.warn("{} is away: what needs it is given back, and it is looked at again at {}", name, until);
        boolean unused = claim(now, until);
    }

    void succeeded() {
        synchronized (this) {
            failures = 0;
            if (!open) {
                return;
            }
            open = false;
            interval = options.first();
        }
        log.info("{} is back", name);
        try {
            probes.release(name);
        } catch (RuntimeException unreachable) {
            log.warn("{}: others look for themselves: {}", name, unreachable.toString());
        }
    }

    private Instant next(Instant now) {
        nextProbe = now.plus(interval);
        interval = options.after(interval);
        return nextProbe;
    }

    /** Where nobody can be asked, this instance looks for itself. */
    private boolean claim(Instant now, Instant until) {
        try {
            return probes.claim(name, now, until);
        } catch (RuntimeException unreachable) {
            log.warn("{}: this instance looks for itself: {}", name, unreachable.toString());
            return true;
        }
    }
}
