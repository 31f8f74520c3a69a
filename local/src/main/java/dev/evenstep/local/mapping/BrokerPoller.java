package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.local.broker.BrokerReader;
import dev.evenstep.local.broker.BrokerReader.Fetched;
import dev.evenstep.local.broker.BrokerRecord;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a topic or a queue of a broker: gathers a batch, has the function run with it, and fetches again what did not
 * succeed, while other lanes go on. Connects again whenever the connection is lost.
 */
final class BrokerPoller implements EventSourceMapping.Poller {

    /** How soon a mapping that is switched off is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final MappingSpec spec;
    private final Sources sources;
    private final MappingOptions options;
    private final ProcessingResult result;
    private final WakeSignal bell;

    BrokerPoller(MappingSpec spec, Sources sources, MappingOptions options, ProcessingResult result, WakeSignal bell) {
        this.spec = spec;
        this.sources = sources;
        this.options = options;
        this.result = result;
        this.bell = bell;
    }

    @Override
    public void run() throws InterruptedException {
        while (!bell.isStopped()) {
            try (BrokerReader reader = sources.brokers().open(spec)) {
                read(reader);
            } catch (RuntimeException e) {
                result.unreadable(e);
            }
        }
    }

    private void read(BrokerReader reader) throws InterruptedException {
        BrokerLanes lanes = new BrokerLanes(options, sources.time()::now);
        BrokerBatches batches = new BrokerBatches(spec, sources, result, reader, lanes);
        Deque<BrokerRecord> fetched = new ArrayDeque<>();
        while (!bell.isStopped()) {
            fill(reader, lanes, fetched);
            List<BrokerRecord> batch = batch(fetched);
            if (!batch.isEmpty()) {
                batches.process(batch, fetched);
            }
        }
    }

    /** Until there is a batch, or its window is over, or there was nothing for a while. */
    private void fill(BrokerReader reader, BrokerLanes lanes, Deque<BrokerRecord> fetched) throws InterruptedException {
        Instant end = null;
        Duration wait = LONGEST_WAIT;
        do {
            Fetched more = reader.fetch(shorter(wait, LONGEST_WAIT), lanes.held());
            result.readable();
            fetched.removeIf(record -> more.lost().contains(record.lane()));
            lanes.forget(more.lost());
            fetched.addAll(more.records());
            if (fetched.isEmpty()) {
                return;
            }
            end = end == null ? now().plus(spec.window()) : end;
            wait = Duration.between(now(), end);
        } while (wait.isPositive() && fetched.size() < spec.batchSize() && !bell.isStopped());
    }

    /** What fits into an invocation; a record that fits into none stays alone. */
    private List<BrokerRecord> batch(Deque<BrokerRecord> fetched) {
        List<BrokerRecord> batch = new ArrayList<>();
        int size = 0;
        while (batch.size() < spec.batchSize() && !fetched.isEmpty()) {
            JsonNode next = fetched.getFirst().json();
            size += EventJson.size(next);
            if (!batch.isEmpty() && size > EventJson.LARGEST - 1024) {
                break;
            }
            batch.add(fetched.removeFirst());
        }
        return batch;
    }

    private Instant now() {
        return sources.time().now();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
