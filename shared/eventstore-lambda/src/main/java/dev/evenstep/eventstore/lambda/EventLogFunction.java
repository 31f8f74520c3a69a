package dev.evenstep.eventstore.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.log.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Behind the stream of an event store's table: puts new commits into the log, and runs its readers: subscriptions and projections. A record is a
 * doorbell: only the name of its stream is used. Needs {@code ReportBatchItemFailures} on the event source mapping. Options
 * answer a changed copy. Safe for concurrent use as far as the readers' handlers are.
 *
 * <p>A batch comes back while a commit of it is not in the log, and, for a minute, while a reader fails or is not at the
 * end of the log. Then its shard goes on: what is new is sequenced, and {@link #catchUp} goes on with the reader. A
 * reader holds up no other.
 *
 * <p>Tells of each reader, in CloudWatch's embedded metric format, namespace {@code Evenstep}, dimension {@code consumer}:
 * {@code LagEntries} and {@code LagSeconds}.
 */
public final class EventLogFunction {

    private static final Logger log = LoggerFactory.getLogger(EventLogFunction.class);

    /** For the answer, and for what was begun. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** How long a batch comes back for a reader's sake. */
    private static final Duration HELD = Duration.ofMinutes(1);

    private final String name;
    private final EventStore store;
    private final List<LogReader> readers;
    private final Clock clock;
    private final Consumer<String> lines;

    EventLogFunction(String name, EventStore store, List<LogReader> readers, Clock clock, Consumer<String> lines) {
        this.name = name;
        this.store = store;
        this.readers = List.copyOf(readers);
        this.clock = clock;
        this.lines = lines;
    }

    /**
     * @param name in log lines
     * @param readers subscriptions and projectors, each run on a thread of its own; none where another function runs them
     */
    public static EventLogFunction of(String name, EventStore store, LogReader... readers) {
        return new EventLogFunction(name, store, List.of(readers), Clock.systemUTC(), System.out::println);
    }

    /** The time of deadlines and metrics. */
    public EventLogFunction withClock(Clock other) {
        return new EventLogFunction(name, store, readers, other, lines);
    }

    /** Writes no metric lines. */
    public EventLogFunction withoutMetrics() {
        return new EventLogFunction(name, store, readers, clock, line -> {});
    }

    /** The first record, when the batch is to come again. */
    public StreamsEventResponse handle(DynamodbEvent event, Context context) {
        Instant end = end(context);
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        boolean isSequenced = sequence(Doorbells.streams(name, records));
        boolean isAtEnd = runAll(end);
        boolean isDone = isSequenced
                && (isAtEnd || Doorbells.areOlderThan(clock.instant().minus(HELD), records));
        return new StreamsEventResponse(
                isDone ? List.of() : List.of(new BatchItemFailure(Doorbells.firstSequenceNumber(records))));
    }

    /** What a schedule drives, each minute: goes on with the readers, whether anybody rang or not. */
    public void catchUp(Context context) {
        var unused = runAll(end(context));
    }

    /**
     * What a schedule drives, each day: puts commits into the log whose records were lost, DynamoDB Streams keeping them for 24
     * hours. Reads the whole table, as far as the time allows, and goes on there the next time.
     *
     * @return whether it came to the end
     */
    public boolean sweep(Context context) {
        return store.sequencer().sweep(Duration.between(clock.instant(), end(context)));
    }

    private Instant end(Context context) {
        return clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    }

    private boolean sequence(Set<String> streams) {
        try {
            store.sequencer().sequence(streams);
            return true;
        } catch (RuntimeException failure) {
            log.warn(
                    "{}: not all commits of {} streams came into the log: {}",
                    name,
                    streams.size(),
                    failure.toString());
            return false;
        }
    }

    private boolean runAll(Instant end) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Boolean>> running = readers.stream()
                    .map(reader -> CompletableFuture.supplyAsync(() -> run(reader, end), threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
        }
    }

    private boolean run(LogReader reader, Instant end) {
        boolean isAtEnd = false;
        try {
            isAtEnd = reader.run(Duration.between(clock.instant(), end));
        } catch (RuntimeException failure) {
            log.warn("{}: the reader {} failed: {}", name, reader.name(), failure.toString());
        }
        try {
            LogReader.Lag lag = isAtEnd ? LogReader.Lag.NONE : reader.lag();
            new EmbeddedMetrics(clock, lines).reportLag(reader.name(), lag.entries(), lag.time());
        } catch (RuntimeException failure) {
            log.warn("{}: how far {} is, is not known: {}", name, reader.name(), failure.toString());
        }
        return isAtEnd;
    }
}
