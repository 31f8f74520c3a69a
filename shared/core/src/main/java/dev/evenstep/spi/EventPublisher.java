package dev.evenstep.spi;

import dev.evenstep.event.Envelope;
import java.time.Duration;
import java.util.List;

/** Hands events on to somebody else. Safe for concurrent use. */
@FunctionalInterface
public interface EventPublisher {

    /**
     * Publishes all of them at least once, each entity's in their order. An event that will never be taken is kept aside, and its
     * entity goes on.
     *
     * @param time within which it ends
     * @throws dev.evenstep.decision.DependencyFailure when some are not out by then; whoever asks for all of them again may
     *     publish some a second time
     */
    void publish(List<Envelope> events, Duration time);
}
