package dev.evenstep.aws.internal.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.OutboxStreamFunction;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.source.SourceRunner;
import dev.evenstep.internal.source.Unsettled;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;

/** Inserted rows of an outbox table as a batch. */
public final class OutboxStreamProcessor implements OutboxStreamFunction {

    private final SourceRunner<DynamodbEvent, StreamsEventResponse> runner;
    private final Clock clock;

    public OutboxStreamProcessor(String consumer, BatchProcessor processor, Telemetry telemetry, Clock clock) {
        this.runner = new SourceRunner<>(
                consumer, new OutboxStreamRows(), processor, telemetry, Unsettled.staysWithItsSource());
        this.clock = clock;
    }

    @Override
    public StreamsEventResponse handle(DynamodbEvent event, Context context) {
        return runner.run(event, Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock));
    }
}
