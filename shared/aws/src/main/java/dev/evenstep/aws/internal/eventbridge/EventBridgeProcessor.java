package dev.evenstep.aws.internal.eventbridge;

import com.amazonaws.services.lambda.runtime.Context;
import dev.evenstep.aws.EventBridgeFunction;
import dev.evenstep.aws.internal.sqs.RetryQueue;
import dev.evenstep.aws.internal.sqs.SqsRetries;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.source.SourceRunner;
import dev.evenstep.internal.source.Unsettled;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import dev.evenstep.spi.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event of a bus as a batch of one. */
public final class EventBridgeProcessor implements EventBridgeFunction {

    private final SourceRunner<Invocation, Optional<String>> runner;
    private final Clock clock;

    /** @param retries where what did not settle is tried again; null: by Lambda, as often as that does */
    public EventBridgeProcessor(
            String consumer,
            BatchProcessor processor,
            @Nullable SqsRetries retries,
            RetryPolicy policy,
            Telemetry telemetry,
            Clock clock) {
        this.runner = new SourceRunner<>(
                consumer,
                new BusEvents(consumer),
                processor,
                telemetry,
                retries == null ? Unsettled.staysWithItsSource() : new RetryQueue<>(consumer, retries, policy));
        this.clock = clock;
    }

    @Override
    public void handle(InputStream event, OutputStream answer, Context context) throws IOException {
        Invocation invocation =
                new Invocation(context.getAwsRequestId(), new String(event.readAllBytes(), StandardCharsets.UTF_8));
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        Optional<String> result = runner.run(invocation, deadline);
        if (result.isPresent()) {
            answer.write(result.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Invocation(String requestId, String body) {}

    private record BusEvents(String consumer) implements Source<Invocation, Optional<String>> {

        @Override
        public Redelivery redelivery() {
            return Redelivery.BATCH;
        }

        @Override
        public List<Delivery> deliveries(Invocation event) {
            Instant time = EventBridgeEnvelope.timeOf(event.body());
            return List.of(new Delivery(event.requestId(), event.body(), null, 1, time, Map.of()));
        }

        @Override
        public Optional<String> answer(Invocation event, List<Outcome> outcomes) {
            Decision decision = outcomes.getFirst().decision();
            if (!decision.settled()) {
                throw new UnsettledEventException(consumer, decision);
            }
            return Optional.ofNullable(decision.result());
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
