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
import dev.evenstep.spi.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event of a bus as a batch of one. */
public final class EventBridgeProcessor implements EventBridgeFunction {

    private final SourceRunner<BusEvents.Invocation, Optional<String>> runner;
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
        BusEvents.Invocation invocation = new BusEvents.Invocation(
                context.getAwsRequestId(), new String(event.readAllBytes(), StandardCharsets.UTF_8));
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        Optional<String> result = runner.run(invocation, deadline);
        if (result.isPresent()) {
            answer.write(result.get().getBytes(StandardCharsets.UTF_8));
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
