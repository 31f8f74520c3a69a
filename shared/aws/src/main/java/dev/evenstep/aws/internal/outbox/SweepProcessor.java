package dev.evenstep.aws.internal.outbox;

import com.amazonaws.services.lambda.runtime.Context;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.outbox.Backlog;
import dev.evenstep.internal.outbox.Sweeper;
import dev.evenstep.internal.outbox.Sweeper.Swept;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sweep, and what is told of it. What it could not publish is told as one measure and one line of the log, not row by row:
 * there may be thousands, and they are there in the next minute too.
 */
public final class SweepProcessor implements Consumer<Context> {

    private static final Logger log = LoggerFactory.getLogger(SweepProcessor.class);

    private final String name;
    private final Sweeper sweeper;
    private final Telemetry telemetry;
    private final Backlog.BacklogTelemetry backlog;
    private final Clock clock;

    public SweepProcessor(
            String name, Sweeper sweeper, Telemetry telemetry, Backlog.BacklogTelemetry backlog, Clock clock) {
        this.name = name;
        this.sweeper = sweeper;
        this.telemetry = telemetry;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    public void accept(Context context) {
        Swept swept = sweeper.sweep(Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock));
        List<Outcome> done = swept.outcomes().stream()
                .filter(outcome -> !(outcome.decision() instanceof Decision.Unpublished))
                .toList();
        telemetry.report(name, done);
        backlog.report(name, swept.left());
        swept.outcomes().stream()
                .filter(outcome -> outcome.decision() instanceof Decision.Unpublished)
                .findFirst()
                .ifPresent(first -> logLeft(swept.left(), first));
    }

    private void logLeft(Backlog left, Outcome first) {
        log.warn(
                "{}: {} events are not published, the oldest for {}; the first of them, {}: {}",
                name,
                left.rows(),
                left.oldest(),
                first.delivery().id(),
                ((Decision.Unpublished) first.decision()).detail());
    }
}
