package dev.evenstep.aws.eventbridge;

import com.amazonaws.services.lambda.runtime.Context;
import dev.evenstep.batch.BatchWork;
import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.batch.Telemetry;
import dev.evenstep.decision.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A consumer that a rule invokes directly, one event at a time. What does not settle is thrown, so that Lambda's
 * asynchronous invocation tries again and in the end hands it to the function's failure destination.
 */
public final class EventBridgeFunction {

    private final String consumer;
    private final BatchWork work;
    private final Telemetry telemetry;
    private final Clock clock;

    public EventBridgeFunction(String consumer, BatchWork work, Telemetry telemetry, Clock clock) {
        this.consumer = consumer;
        this.work = work;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** @throws UnsettledEventException when the event must be tried again */
    public void handle(InputStream event, Context context) throws IOException {
        String body = new String(event.readAllBytes(), StandardCharsets.UTF_8);
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        Delivery delivery = new Delivery(context.getAwsRequestId(), body, null, 1, BusWrapping.timeOf(body), Map.of());
        List<Outcome> outcomes = work.run(List.of(delivery), deadline);
        telemetry.report(consumer, outcomes);
        Decision decision = outcomes.getFirst().decision();
        if (!decision.settled()) {
            throw new UnsettledEventException(consumer, decision);
        }
    }

    /** Says why an event is given back to Lambda. */
    public static final class UnsettledEventException extends RuntimeException {

        private final transient Decision decision;

        UnsettledEventException(String consumer, Decision decision) {
            super("Consumer " + consumer + " could not settle the event: " + decision);
            this.decision = decision;
        }

        public Decision decision() {
            return decision;
        }
    }
}
