package dev.evenstep.local.mapping;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.broker.BrokerReader;
import dev.evenstep.local.broker.BrokerRecord;
import dev.evenstep.local.delivery.Destinations.UndeliverableException;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the function with a batch of a broker's records, and tells the broker what is done.
 *
 * <p>Rules of Lambda's guide: of a topic, the answer names where each partition failed, which is tried again from there
 * ({@code ReportBatchItemFailures}); where nothing is named, and for any queue of RabbitMQ's, the whole batch is. A failure of
 * a topic is tried again {@code maximumRetryAttempts} times, without end where that is -1, and ten times where there is an
 * on-failure destination besides; one of a queue without end.
 */
final class BrokerBatches {

    private static final int RETRIES_BEFORE_A_DESTINATION = 10;

    private final MappingSpec spec;
    private final Sources sources;
    private final ProcessingResult result;
    private final BrokerReader reader;
    private final BrokerLanes lanes;
    private final Filters filters;

    BrokerBatches(MappingSpec spec, Sources sources, ProcessingResult result, BrokerReader reader, BrokerLanes lanes) {
        this.spec = spec;
        this.sources = sources;
        this.result = result;
        this.reader = reader;
        this.lanes = lanes;
        this.filters = Filters.of(spec.filters());
    }

    /** @param fetched what was fetched behind the batch, of which is dropped what has to be fetched again */
    void process(List<BrokerRecord> batch, Deque<BrokerRecord> fetched) throws InterruptedException {
        List<BrokerRecord> young = withoutTooOld(batch);
        List<BrokerRecord> wanted = young.stream()
                .filter(record -> filters.passPayload(record.json(), record.payloadField()))
                .toList();
        if (wanted.isEmpty()) {
            reader.done(young);
            return;
        }
        FunctionResult answer = invoke(wanted);
        Set<String> failed = failed(answer, wanted);
        List<BrokerRecord> done = new ArrayList<>();
        Map<String, List<BrokerRecord>> open = new LinkedHashMap<>();
        for (BrokerRecord record : young) {
            List<BrokerRecord> behind = open.get(record.lane());
            if (behind != null) {
                behind.add(record);
            } else if (failed.contains(name(record))) {
                open.put(record.lane(), new ArrayList<>(List.of(record)));
            } else {
                done.add(record);
            }
        }
        done.forEach(record -> lanes.succeeded(record.lane()));
        reader.done(done);
        result.processed(answer, failed.size());
        open.values().forEach(records -> failed(records, answer, fetched));
    }

    private FunctionResult invoke(List<BrokerRecord> records) throws InterruptedException {
        try {
            sources.invoker().awaitRoom(spec.function());
            try (Invoker.TakenInstance slot = sources.invoker().claim(spec.function())) {
                return slot.invoke(reader.event(records).toString());
            }
        } catch (AwsException refused) {
            return new FunctionResult(spec.id(), refused.code() + ": " + refused.getMessage(), refused.code());
        }
    }

    private Set<String> failed(FunctionResult answer, List<BrokerRecord> records) {
        Set<String> all = records.stream().map(BrokerBatches::name).collect(Collectors.toSet());
        if (answer.failed()) {
            return all;
        }
        return spec.reportsItemFailures() ? ItemFailures.in(answer.payload(), all) : Set.of();
    }

    private static String name(BrokerRecord record) {
        return ItemFailures.ofTopic(record.lane(), record.position());
    }

    private void failed(List<BrokerRecord> records, FunctionResult answer, Deque<BrokerRecord> fetched) {
        String lane = records.getFirst().lane();
        int most = mostRetries();
        if (most >= 0 && lanes.failures(lane) >= most) {
            giveUp(records, "RetryAttemptsExhausted", answer, lanes.failures(lane) + 1);
            return;
        }
        lanes.failed(lane);
        List<BrokerRecord> again = new ArrayList<>(records);
        fetched.stream().filter(record -> record.lane().equals(lane)).forEach(again::add);
        fetched.removeIf(record -> record.lane().equals(lane));
        reader.again(again);
    }

    private int mostRetries() {
        MappingSpec.Stream stream = spec.stream();
        if (stream == null) {
            return -1;
        }
        boolean endless = stream.maximumRetryAttempts() < 0;
        return endless && stream.onFailureArn() != null ? RETRIES_BEFORE_A_DESTINATION : stream.maximumRetryAttempts();
    }

    private List<BrokerRecord> withoutTooOld(List<BrokerRecord> batch) {
        MappingSpec.Stream stream = spec.stream();
        if (stream == null || stream.maximumRecordAge() == null) {
            return batch;
        }
        Instant oldest = sources.time().now().minus(stream.maximumRecordAge());
        List<BrokerRecord> young = new ArrayList<>(batch);
        batch.stream().collect(Collectors.groupingBy(BrokerRecord::lane)).forEach((lane, records) -> {
            List<BrokerRecord> tooOld = records.stream()
                    .takeWhile(record -> record.created().isBefore(oldest))
                    .toList();
            if (!tooOld.isEmpty()) {
                giveUp(tooOld, "RecordAgeExceeded", null, lanes.failures(lane));
                young.removeAll(tooOld);
            }
        });
        return young;
    }

    private void giveUp(
            List<BrokerRecord> records, String condition, @Nullable FunctionResult answer, int invocations) {
        sources.events()
                .happened(new FunctionEvent.Discarded(
                        spec.function(), records.size() + " records of " + spec.source(), condition));
        MappingSpec.Stream stream = spec.stream();
        String destination = stream == null ? null : stream.onFailureArn();
        if (destination != null && spec.broker() instanceof BrokerSpec.KafkaTopic) {
            send(
                    destination,
                    DiscardedBatch.ofPartition(spec, records, reader.event(records), destination)
                            .document(
                                    condition,
                                    answer,
                                    invocations,
                                    sources.time().now()));
        }
        lanes.succeeded(records.getFirst().lane());
        reader.done(records);
    }

    private void send(String destination, String document) {
        try {
            sources.destinations().send(destination, document, Map.of(), null);
        } catch (UndeliverableException e) {
            sources.events()
                    .happened(new FunctionEvent.DestinationRefused(
                            spec.function(), destination, e.code() + ": " + e.getMessage()));
        }
    }
}
