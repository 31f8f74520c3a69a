package dev.evenstep.local.mapping;

import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One mapping through its life: at most one poller at a time, replaced when the settings change. */
final class EventSourceMapping {

    private final Sources sources;
    private final MappingOptions options;
    private final ReentrantLock transition = new ReentrantLock(true);
    private volatile MappingSpec spec;
    private volatile String state = "Disabled";
    private volatile Instant lastModified;
    private volatile ProcessingResult result;
    private volatile @Nullable Running running;
    private volatile boolean closed;

    EventSourceMapping(MappingSpec spec, Sources sources, MappingOptions options) {
        this.spec = spec;
        this.sources = sources;
        this.options = options;
        this.lastModified = sources.time().now();
        this.result = new ProcessingResult(spec, sources, options, new WakeSignal(sources.time()));
        Filters.of(spec.filters());
    }

    private record Running(WakeSignal bell, Thread thread) {}

    /** Reads one source until the bell is stopped, and returns when nothing is in flight; interrupted, it gives that up. */
    interface Poller {
        void run() throws InterruptedException;
    }

    MappingView view() {
        String now = state.equals("Enabled") && !result.isReached() ? "Enabling" : state;
        return new MappingView(spec, now, lastModified, result.text());
    }

    /** Starts reading, where the mapping is enabled. */
    void start() {
        transition.lock();
        try {
            if (spec.enabled() && !closed && isServed(spec)) {
                begin(spec);
            }
        } finally {
            transition.unlock();
        }
    }

    private boolean isServed(MappingSpec current) {
        BrokerSpec broker = current.broker();
        return broker == null || sources.brokers().serve(broker);
    }

    /** Changes the settings: tells how it is on the way there, and gets there on its own. */
    MappingView update(MappingSpec next) {
        boolean before = spec.enabled();
        spec = next;
        lastModified = sources.time().now();
        if (before == next.enabled()) {
            state = next.enabled() ? "Updating" : "Disabled";
        } else {
            state = next.enabled() ? "Enabling" : "Disabling";
        }
        MappingView onItsWay = view();
        Thread.ofVirtual().name("update " + next.id()).start(this::applySpec);
        return onItsWay;
    }

    private void applySpec() {
        transition.lock();
        try {
            finish();
            if (spec.enabled() && !closed && isServed(spec)) {
                begin(spec);
            } else {
                state = "Disabled";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            transition.unlock();
        }
    }

    private void begin(MappingSpec current) {
        WakeSignal bell = new WakeSignal(sources.time());
        result = new ProcessingResult(current, sources, options, bell);
        Poller poller = poller(current, result, bell);
        Thread thread = Thread.ofVirtual().name("mapping " + current.id()).start(() -> {
            try {
                poller.run();
            } catch (InterruptedException closing) {
                // What was in flight comes again with the next run.
            }
        });
        running = new Running(bell, thread);
        state = "Enabled";
    }

    private Poller poller(MappingSpec current, ProcessingResult currentResult, WakeSignal bell) {
        MappingSpec.Stream stream = current.stream();
        if (current.broker() != null) {
            return new BrokerPoller(current, sources, options, currentResult, bell);
        }
        return stream == null
                ? new QueuePoller(current, sources, options, currentResult, bell)
                : new StreamPoller(new StreamContext(
                        current, stream, sources.shards(current, stream), sources, options, currentResult, bell));
    }

    /** Stops reading and waits for what is in flight. */
    private void finish() throws InterruptedException {
        Running now = running;
        if (now != null) {
            now.bell().stop();
            now.thread().join();
            running = null;
        }
    }

    /** Stops at once and gives up what is in flight. */
    void close() {
        closed = true;
        Running now = running;
        if (now != null) {
            now.bell().stop();
            now.thread().interrupt();
        }
    }

    /** Waits for the end that {@link #close} has begun. */
    void awaitEnd() {
        Running now = running;
        try {
            if (now != null && !now.thread().join(Duration.ofSeconds(5))) {
                throw new IllegalStateException("mapping " + spec.id() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
