package dev.evenstep.local.mapping;

import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Reads a queue: gathers a batch when the function has room for it, drops what the filters do not let through, runs the
 * function, and deletes what succeeded. What failed stays as it is and comes back after its visibility time-out: nothing
 * here changes that. Messages of a FIFO queue stay in order because SQS hands out one batch of a group at a time.
 */
final class QueuePoller implements EventSourceMapping.Poller {

    private final MappingSpec spec;
    private final Invoker invoker;
    private final TimeSource time;
    private final QueueReader reader;
    private final Filters filters;
    private final ProcessingResult result;
    private final Semaphore batches;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final WakeSignal bell;

    QueuePoller(MappingSpec spec, Sources sources, MappingOptions options, ProcessingResult result, WakeSignal bell) {
        Integer most = spec.maximumConcurrency();
        this.spec = spec;
        this.invoker = sources.invoker();
        this.time = sources.time();
        this.reader = new QueueReader(spec, sources, options, bell);
        this.filters = Filters.of(spec.filters());
        this.result = result;
        this.batches = new Semaphore(most == null ? Integer.MAX_VALUE : most);
        this.bell = bell;
    }

    @Override
    public void run() throws InterruptedException {
        try (workers) {
            read();
        }
    }

    private void read() throws InterruptedException {
        try {
            find();
            while (!bell.isStopped()) {
                batches.acquire();
                if (!poll()) {
                    batches.release();
                }
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            throw e;
        }
    }

    /** Looks for the queue, so that it is told soon when there is none. */
    private void find() throws InterruptedException {
        try {
            reader.visibility();
            result.readable();
        } catch (RuntimeException e) {
            result.unreadable(e);
        }
    }

    /** Tells whether a batch is on its way, which will release its place itself. */
    private boolean poll() throws InterruptedException {
        try {
            invoker.awaitRoom(spec.function());
            List<QueueMessage> wanted = wanted(reader.next());
            result.readable();
            if (wanted.isEmpty()) {
                return false;
            }
            Instant shownAgain = time.now().plus(reader.visibility());
            Invoker.TakenInstance slot = invoker.claim(spec.function());
            if (!time.now().isBefore(shownAgain)) {
                // Somebody else took the instance meanwhile, and the messages are on their way again.
                slot.close();
                return false;
            }
            workers.execute(() -> process(wanted, slot));
            return true;
        } catch (RuntimeException e) {
            result.unreadable(e);
        }
        return false;
    }

    private List<QueueMessage> wanted(List<QueueMessage> messages) throws InterruptedException {
        List<QueueMessage> wanted = new ArrayList<>();
        List<QueueMessage> unwanted = new ArrayList<>();
        for (QueueMessage message : messages) {
            (filters.passMessage(message.json()) ? wanted : unwanted).add(message);
        }
        reader.delete(unwanted);
        return wanted;
    }

    private void process(List<QueueMessage> messages, Invoker.TakenInstance slot) {
        try (slot) {
            for (List<QueueMessage> part : EventJson.parts(messages, QueueMessage::json)) {
                boolean whole = processPart(part, slot);
                if (!whole && spec.sourceArn().endsWith(".fifo")) {
                    // A later part may hold the next messages of a group that has just failed.
                    return;
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            // Given up because we are closing, or refused: either way the messages come back.
            result.refused(e);
        } finally {
            batches.release();
        }
    }

    private boolean processPart(List<QueueMessage> messages, Invoker.TakenInstance slot) throws InterruptedException {
        FunctionResult answer = slot.invoke(QueueMessage.event(messages));
        Set<String> ids = messages.stream().map(QueueMessage::id).collect(Collectors.toSet());
        Set<String> failed = failed(answer, ids);
        reader.delete(messages.stream()
                .filter(message -> !failed.contains(message.id()))
                .toList());
        result.processed(answer, failed.size());
        return failed.isEmpty();
    }

    private Set<String> failed(FunctionResult answer, Set<String> ids) {
        if (answer.failed()) {
            return ids;
        }
        return spec.reportsItemFailures() ? ItemFailures.in(answer.payload(), ids) : Set.of();
    }
}
