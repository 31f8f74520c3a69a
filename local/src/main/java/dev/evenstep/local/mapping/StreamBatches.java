package dev.evenstep.local.mapping;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.delivery.Destinations.UndeliverableException;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the function with a batch of a shard until all of it is done: it succeeded, or it was given up as too old or tried
 * too often. What follows in the shard waits, so that the order is kept.
 *
 * <p>Rules of Lambda's guide: an answer that names failed records is success up to the lowest of them; a batch that fails
 * is halved where the mapping bisects, which costs no retry; a failure is tried again {@code maximumRetryAttempts} times,
 * and without end where that is -1.
 */
final class StreamBatches {

    private final StreamContext context;
    private final MappingSpec spec;
    private final MappingSpec.Stream stream;
    private final String shard;
    private final Checkpoint checkpoint;

    StreamBatches(StreamContext context, String shard, Checkpoint checkpoint) {
        this.context = context;
        this.spec = context.spec();
        this.stream = context.stream();
        this.shard = shard;
        this.checkpoint = checkpoint;
    }

    private record Work(List<StreamRecord> records, int retries) {

        private Work(List<StreamRecord> records, int retries) {
            this.records = List.copyOf(records);
            this.retries = retries;
        }

        private Work from(int first, int retries) {
            return new Work(records.subList(first, records.size()), retries);
        }
    }

    /** Returns when the batch is done, or early when the mapping is stopped. */
    void process(List<StreamRecord> batch) throws InterruptedException {
        Deque<Work> work = new ArrayDeque<>();
        work.push(new Work(batch, 0));
        while (!work.isEmpty() && !context.bell().isStopped()) {
            Work next = withoutTooOld(work.pop());
            if (!next.records().isEmpty()) {
                attempt(next, work);
            }
        }
    }

    private void attempt(Work next, Deque<Work> work) throws InterruptedException {
        FunctionResult answer = invoke(next.records());
        int failed = firstFailed(next.records(), answer);
        checkpoint.done(next.records().subList(0, failed));
        context.result().processed(answer, next.records().size() - failed);
        if (failed == next.records().size()) {
            return;
        }
        Work rest = next.from(failed, failed > 0 ? 0 : next.retries());
        if (stream.bisectsOnError() && failed > 0) {
            work.push(rest);
        } else if (stream.bisectsOnError() && rest.records().size() > 1) {
            int half = rest.records().size() / 2;
            work.push(rest.from(half, rest.retries()));
            work.push(new Work(rest.records().subList(0, half), rest.retries()));
        } else if (stream.maximumRetryAttempts() >= 0 && rest.retries() >= stream.maximumRetryAttempts()) {
            giveUp(rest.records(), "RetryAttemptsExhausted", answer, rest.retries() + 1);
        } else {
            work.push(rest.from(0, rest.retries() + 1));
            context.bell().pause(context.options().retryPause(rest.retries()));
        }
    }

    private FunctionResult invoke(List<StreamRecord> records) throws InterruptedException {
        try {
            context.sources().invoker().awaitRoom(spec.function());
            try (Invoker.TakenInstance slot = context.sources().invoker().claim(spec.function())) {
                return slot.invoke(StreamRecord.event(records));
            }
        } catch (AwsException refused) {
            return new FunctionResult(spec.id(), refused.code() + ": " + refused.getMessage(), refused.code());
        }
    }

    /** The index of the lowest failed record; the number of records where none failed. */
    private int firstFailed(List<StreamRecord> records, FunctionResult answer) {
        if (answer.failed()) {
            return 0;
        }
        if (!spec.reportsItemFailures()) {
            return records.size();
        }
        Set<String> failed = ItemFailures.in(
                answer.payload(),
                records.stream().map(StreamRecord::sequenceNumber).collect(Collectors.toSet()));
        return IntStream.range(0, records.size())
                .filter(i -> failed.contains(records.get(i).sequenceNumber()))
                .findFirst()
                .orElse(records.size());
    }

    private Work withoutTooOld(Work work) {
        if (stream.maximumRecordAge() == null) {
            return work;
        }
        Instant oldest = context.now().minus(stream.maximumRecordAge());
        int tooOld = (int) work.records().stream()
                .takeWhile(record -> record.created().isBefore(oldest))
                .count();
        if (tooOld > 0) {
            giveUp(work.records().subList(0, tooOld), "RecordAgeExceeded", null, work.retries());
        }
        return work.from(tooOld, work.retries());
    }

    private void giveUp(
            List<StreamRecord> records, String condition, @Nullable FunctionResult answer, int invocations) {
        context.sources()
                .events()
                .happened(new FunctionEvent.Discarded(
                        spec.function(), records.size() + " records of " + spec.sourceArn(), condition));
        String destination = stream.onFailureArn();
        if (destination != null) {
            String document = DiscardedBatch.ofShard(spec, context.source().batchInfo(), shard, records)
                    .document(condition, answer, invocations, context.now());
            try {
                context.sources().destinations().send(destination, document, Map.of(), null);
            } catch (UndeliverableException e) {
                context.sources()
                        .events()
                        .happened(new FunctionEvent.DestinationRefused(
                                spec.function(), destination, e.code() + ": " + e.getMessage()));
            }
        }
        checkpoint.done(records);
    }
}
