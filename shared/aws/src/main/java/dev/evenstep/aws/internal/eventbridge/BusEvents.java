package dev.evenstep.aws.internal.eventbridge;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events that a rule or a schedule invokes the function with, one at a time. */
record BusEvents(String consumer) implements Source<BusEvents.Invocation, Optional<String>> {

    /** @param requestId Lambda's, the same when it tries an invocation again */
    record Invocation(String requestId, String body) {}

    @Override
    public Redelivery redelivery() {
        return Redelivery.BATCH;
    }

    @Override
    public List<Delivery> deliveries(Invocation event) {
        Instant time = EventBridgeEnvelope.timeOf(event.body());
        return List.of(new Delivery(event.requestId(), event.body(), null, 1, time, Map.of()));
    }

    /** What the effect answers. */
    @Override
    public Optional<String> answer(Invocation event, List<Outcome> outcomes) {
        Decision decision = outcomes.getFirst().decision();
        if (!decision.settled()) {
            throw new EventBridgeProcessor.UnsettledEventException(consumer, decision);
        }
        return Optional.ofNullable(decision.result());
    }
}
