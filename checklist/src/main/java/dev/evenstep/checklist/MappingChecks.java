package dev.evenstep.checklist;

import dev.evenstep.checklist.Check.Subject;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of event source mappings, by <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">their settings</a>.
 */
final class MappingChecks {

    private static final String WINDOW = "MaximumBatchingWindowInSeconds";
    private static final int RECEIVED_AT_ONCE = 10;

    private MappingChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of(
                        "mapping-reports-item-failures",
                        deployment -> deployment.of(Deployment.MAPPING),
                        "FunctionResponseTypes",
                        mapping -> mapping.each("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                        "[ReportBatchItemFailures]: else what fails in a batch is lost in silence"),
                Check.of(
                        "mapping-bounds-concurrency",
                        Deployment::mappingsOfQueues,
                        "ScalingConfig.MaximumConcurrency",
                        mapping -> mapping.number("ScalingConfig.MaximumConcurrency") >= 2,
                        "2 to 1000: else one queue can take all of the account's concurrency"),
                Check.of(
                        "mapping-says-its-batch-size",
                        deployment -> deployment.of(Deployment.MAPPING),
                        "BatchSize",
                        mapping -> mapping.number("BatchSize") >= 1,
                        "said"),
                new Check(
                        "mapping-says-its-window",
                        deployment -> deployment.of(Deployment.MAPPING).filter(mapping -> !isFifo(deployment, mapping)),
                        MappingChecks::window),
                Check.of(
                        "mapping-of-fifo-has-no-window",
                        deployment -> deployment.mappingsOfQueues().filter(mapping -> isFifo(deployment, mapping)),
                        WINDOW,
                        mapping -> mapping.number(WINDOW) <= 0,
                        "left out: Lambda waits for no batch of a FIFO queue"),
                Check.of(
                        "stream-filters",
                        Deployment::mappingsOfStreams,
                        "FilterCriteria.Filters",
                        mapping -> !mapping.each("FilterCriteria.Filters").isEmpty(),
                        "what of the stream is wanted"),
                Check.of(
                        "stream-halves-what-fails",
                        Deployment::mappingsOfStreams,
                        "BisectBatchOnFunctionError",
                        mapping -> mapping.isTrue("BisectBatchOnFunctionError"),
                        "true: else one record holds a whole batch up"),
                Check.of(
                        "stream-bounds-retries",
                        MappingChecks::ofOtherStreams,
                        "MaximumRetryAttempts",
                        mapping -> mapping.number("MaximumRetryAttempts") >= 0,
                        "0 to 10000: else a record holds its shard up until it expires"),
                Check.of(
                        "stream-bounds-age",
                        MappingChecks::ofOtherStreams,
                        "MaximumRecordAgeInSeconds",
                        mapping -> mapping.number("MaximumRecordAgeInSeconds") >= 60,
                        "60 to 604800: else a record holds its shard up until it expires"),
                Check.of(
                        "stream-keeps-what-fails",
                        Deployment::mappingsOfStreams,
                        "DestinationConfig.OnFailure.Destination",
                        mapping -> !mapping.text("DestinationConfig.OnFailure.Destination")
                                .isEmpty(),
                        "a queue: else what is given up is gone"));
    }

    /** Than those of event logs, which give nothing up. */
    private static Stream<Resource> ofOtherStreams(Deployment deployment) {
        var logs = EventLogChecks.logs(deployment).toList();
        return deployment.mappingsOfStreams().filter(mapping -> !logs.contains(mapping));
    }

    private static boolean isFifo(Deployment deployment, Resource mapping) {
        return deployment
                .sourceQueue(mapping)
                .filter(queue -> queue.isTrue("FifoQueue"))
                .isPresent();
    }

    private static Stream<Finding> window(Subject subject) {
        var mapping = subject.resource();
        var least =
                subject.deployment().sourceQueue(mapping).isPresent() && mapping.number("BatchSize") > RECEIVED_AT_ONCE
                        ? 1
                        : 0;
        return subject.demand(
                mapping.number(WINDOW) >= least,
                WINDOW,
                least == 0 ? "said, 0 to 300" : "1 to 300, as batches have more than 10 messages");
    }
}
