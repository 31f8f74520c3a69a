package dev.evenstep.aws.internal.eventbridge;

import com.amazonaws.services.lambda.runtime.Context;
import dev.evenstep.aws.EventBridgeFunction;
import dev.evenstep.aws.internal.sqs.SqsRetries;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** An event of a bus as a batch of one. */
public final class EventBridgeProcessor implements EventBridgeFunction {

    private static final Logger log = LoggerFactory.getLogger(EventBridgeProcessor.class);

    private final String consumer;
    private final BatchProcessor processor;
    private final @Nullable SqsRetries retries;
    private final RetryPolicy policy;
    private final Telemetry telemetry;
    private final Clock clock;

    /** @param retries where what did not settle is tried again; null: by Lambda, as often as that does */
    public EventBridgeProcessor(
            String consumer,
            BatchProcessor processor,
            @Nullable SqsRetries retries,
            RetryPolicy policy,
            Telemetry telemetry,
            Clock clock) {
        this.consumer = consumer;
        this.processor = processor;
        this.retries = retries;
        this.policy = policy;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public void handle(InputStream event, OutputStream answer, Context context) throws IOException {
        String body = new String(event.readAllBytes(), StandardCharsets.UTF_8);
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        Delivery delivery =
                new Delivery(context.getAwsRequestId(), body, null, 1, EventBridgeEnvelope.timeOf(body), Map.of());
        List<Outcome> outcomes = processor.run(List.of(delivery), deadline);
        telemetry.report(consumer, outcomes);
        Decision decision = outcomes.getFirst().decision();
        if (!decision.settled() && !isHandedOver(delivery)) {
            throw new UnsettledEventException(consumer, decision);
        }
        String result = decision.result();
        if (result != null) {
            answer.write(result.getBytes(StandardCharsets.UTF_8));
        }
    }

    private boolean isHandedOver(Delivery delivery) {
        if (retries == null) {
            return false;
        }
        try {
            retries.send(delivery.id(), delivery.body(), policy.backoff().after(1));
            return true;
        } catch (SdkException refused) {
            log.warn("{}: the event could not be handed to the queue of retries: {}", consumer, refused.toString());
            return false;
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
