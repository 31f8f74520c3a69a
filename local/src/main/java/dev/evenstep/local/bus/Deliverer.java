package dev.evenstep.local.bus;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings accepted events to their targets: for one target in the order of acceptance. What fails is
 * tried again later, and does not hold up what comes behind it, as on EventBridge. What is not done when the process ends
 * is done at the next start, if the journal is kept.
 *
 * <p>EventBridge promises neither the order nor a single delivery: {@link Fault#REORDER} holds a delivery back for the
 * fault's delay, {@link Fault#DUPLICATE} makes it twice; both for {@code PutEvents}, or {@code Publish} of a topic, and the target's name.
 */
public final class Deliverer implements AutoCloseable {

    /** Of events in the journal. */
    public static final String EVENTS = "event";

    /** Of topics' notifications there. */
    public static final String NOTIFICATIONS = "notification";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Logger log = LoggerFactory.getLogger(Deliverer.class);
    private final String kind;
    private final String operation;
    private final Journal journal;
    private final TimeSource time;
    private final Faults faults;
    private final DeliveryAttempts attempts;
    private final ThreadFactory threads = Thread.ofVirtual().name("bus").factory();
    /** One thread each, so that what is for one target goes in order. */
    private final Map<String, ExecutorService> lanes = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** @param kind {@link #EVENTS} or {@link #NOTIFICATIONS} */
    public Deliverer(
            String kind,
            Journal journal,
            Destinations destinations,
            Statistics statistics,
            TimeSource time,
            DeliveryBackoff backoff,
            Faults faults) {
        this.kind = kind;
        this.operation = kind.equals(EVENTS) ? "PutEvents" : "Publish";
        this.journal = journal;
        this.time = time;
        this.faults = faults;
        this.attempts = new DeliveryAttempts(journal, destinations, statistics, time, backoff, this::again);
    }

    /** A delivery and where it stands. */
    record Pending(Journal.Entry entry, TargetDelivery delivery) {}

    /** Accepts deliveries, all or none; when this returns they are in the journal. */
    public void accept(List<TargetDelivery> deliveries) {
        var payloads = deliveries.stream().map(TargetDelivery::write).toList();
        var entries = journal.accept(kind, payloads, time.now());
        for (int i = 0; i < entries.size(); i++) {
            accept(new Pending(entries.get(i), deliveries.get(i)));
        }
    }

    private void accept(Pending pending) {
        var arn = pending.delivery().targetArn();
        var target = arn.substring(arn.lastIndexOf(':') + 1);
        var held = faults.strike(Fault.REORDER, operation, target)
                .map(FaultRule::delay)
                .orElse(Duration.ZERO);
        at(time.now().plus(held), pending);
        if (faults.strike(Fault.DUPLICATE, operation, target).isPresent()) {
            enqueue(pending);
        }
    }

    /** Goes on with what an earlier process accepted and did not finish. To be called once, before the first event. */
    public void resume() {
        journal.open(kind).forEach(entry -> again(new Pending(entry, TargetDelivery.read(entry.payload()))));
    }

    private void again(Pending pending) {
        at(pending.entry().due(), pending);
    }

    private void at(Instant due, Pending pending) {
        if (due.isAfter(time.now())) {
            var unused = time.at(due, () -> enqueue(pending));
        } else {
            enqueue(pending);
        }
    }

    private void enqueue(Pending pending) {
        try {
            lanes.computeIfAbsent(pending.delivery().lane(), key -> Executors.newSingleThreadExecutor(threads))
                    .execute(() -> attempt(pending));
        } catch (RejectedExecutionException e) {
            return; // closed meanwhile: it stays in the journal
        }
    }

    private void attempt(Pending pending) {
        if (closed) {
            return;
        }
        try {
            attempts.make(pending);
        } catch (RuntimeException e) {
            log.error("A delivery was left in the journal until the next start", e);
        }
    }

    /** Ends attempts within two seconds; what they leave stays in the journal. Idempotent. */
    @Override
    public void close() {
        closed = true;
        lanes.values().forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService lane : lanes.values()) {
                if (!lane.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    lane.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            lanes.values().forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }
}
