package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.source.SourceRunner;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SQS's messages as a source, and when each that did not settle comes back. */
public final class SqsProcessor implements SqsFunction {

    private final SourceRunner<SQSEvent, SQSBatchResponse> runner;
    private final RetryScheduler retries;
    private final Clock clock;

    public SqsProcessor(
            String consumer, BatchProcessor processor, RetryScheduler retries, Telemetry telemetry, Clock clock) {
        this.runner = new SourceRunner<>(consumer, new SqsMessages(), processor, telemetry, this::redelivered);
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public SQSBatchResponse handle(SQSEvent event, Context context) {
        return runner.run(event, Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock));
    }

    /** Those that were sent anew. */
    private Set<String> redelivered(SQSEvent event, List<Outcome> outcomes, Deadline deadline) {
        QueueArn queue = SqsMessages.queueOf(event.getRecords().getFirst());
        if (queue == null) {
            return Set.of();
        }
        Map<String, String> receipts = new HashMap<>();
        event.getRecords().forEach(message -> receipts.put(message.getMessageId(), message.getReceiptHandle()));
        Map<String, String> handles = new HashMap<>();
        outcomes.forEach(outcome -> handles.put(
                outcome.delivery().id(), receipts.getOrDefault(SqsMessages.messageOf(outcome.delivery()), "")));
        return retries.schedule(queue, outcomes, handles, deadline);
    }
}
