package dev.evenstep.local.bus;

import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Brings accepted events to their targets: one lane per target, in the order of acceptance, ten at a time. What fails is
 * tried again later, and does not hold up what comes behind it, as on EventBridge. (A standard queue may give out what it
 * gets within one millisecond in any order.) What is not done when the process ends is done at the next start, if the
 * journal is kept.
 */
public final class Deliverer implements AutoCloseable {

    static final String KIND = "event";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Journal journal;
    private final Clock clock;
    private final Attempts attempts;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bus-retries").factory());

    public Deliverer(Journal journal, Destinations destinations, Statistics statistics, Clock clock, Backoff backoff) {
        this.journal = journal;
        this.clock = clock;
        this.attempts = new Attempts(journal, destinations, statistics, clock, backoff, this::again);
    }

    /** A delivery and where it stands. */
    record Pending(Journal.Entry entry, Delivery delivery) {}

    /** Accepts deliveries, all or none; when this returns they are in the journal. */
    void accept(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        var payloads = deliveries.stream().map(Delivery::write).toList();
        var entries = journal.accept(KIND, payloads, clock.instant());
        for (int i = 0; i < entries.size(); i++) {
            enqueue(new Pending(entries.get(i), deliveries.get(i)));
        }
    }

    /** Goes on with what an earlier process accepted and did not finish. To be called once, before the first event. */
    public void resume() {
        for (Journal.Entry entry : journal.open(KIND)) {
            again(new Pending(entry, Delivery.read(entry.payload())));
        }
    }

    private void enqueue(Pending pending) {
        lanes.computeIfAbsent(pending.delivery().lane(), key -> new Lane(attempts, threads))
                .add(pending);
    }

    private void again(Pending pending) {
        var wait = Duration.between(clock.instant(), pending.entry().due());
        if (!wait.isPositive()) {
            enqueue(pending);
            return;
        }
        try {
            var unused = timer.schedule(() -> enqueue(pending), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // closed meanwhile: it stays in the journal
        }
    }

    /** Ends attempts within two seconds; what they leave stays in the journal. Idempotent. */
    @Override
    public void close() {
        timer.shutdownNow();
        lanes.values().forEach(Lane::stop);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
