package dev.evenstep.local.lambdaapi;

import dev.evenstep.engine.protocol.RequestParameters;
import dev.evenstep.local.mapping.Filters;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code UpdateEventSourceMapping}, checked by the rules of the API reference against the mapping that it
 * changes. What it leaves out stays as it is.
 */
record MappingChange(RequestParameters body, MappingSpec spec) {

    private static final Set<String> KNOWN = Set.of(
            "UUID",
            "FunctionName",
            "Enabled",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FilterCriteria",
            "FunctionResponseTypes");
    private static final Set<String> OF_STREAMS = Set.of(
            "DestinationConfig",
            "MaximumRecordAgeInSeconds",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts",
            "ParallelizationFactor");
    private static final Set<String> OF_QUEUES = Set.of("ScalingConfig");

    /** @param knownFunction gives a function's plain name, or refuses */
    MappingSpec apply(UnaryOperator<String> knownFunction) {
        body.json().fieldNames().forEachRemaining(this::refuseUnknown);
        MappingSpec.Stream stream = spec.stream();
        MappingSpec changed = new MappingSpec(
                spec.id(),
                body.text("FunctionName").map(knownFunction).orElse(spec.function()),
                spec.sourceArn(),
                flag("Enabled", spec.enabled()),
                number("BatchSize", 1, 10_000, spec.batchSize()),
                window(),
                concurrency(),
                filters(),
                reportsItemFailures(),
                stream == null ? null : change(stream),
                spec.broker());
        refuseBadBatch(changed);
        return changed;
    }

    private void refuseUnknown(String name) {
        boolean stream = spec.stream() != null;
        if (!body.has(name) || KNOWN.contains(name) || (stream ? OF_STREAMS : OF_QUEUES).contains(name)) {
            return;
        }
        String why = OF_STREAMS.contains(name)
                ? "is for streams, and the event source is a queue"
                : OF_QUEUES.contains(name) ? "is for queues, and the event source is a stream" : "is not served here";
        throw LambdaService.invalid("Unsupported parameter " + name + ": it " + why);
    }

    private int number(String name, int least, int most, int present) {
        return body.number(name, least, most).map(Long::intValue).orElse(present);
    }

    private Duration window() {
        return body.number("MaximumBatchingWindowInSeconds", 0, 300)
                .map(Duration::ofSeconds)
                .orElse(spec.window());
    }

    private boolean flag(String name, boolean present) {
        return body.has(name) ? body.flag(name) : present;
    }

    private @Nullable Integer concurrency() {
        Optional<RequestParameters> scaling = body.structure("ScalingConfig");
        return scaling.isEmpty()
                ? spec.maximumConcurrency()
                : scaling.get()
                        .number("MaximumConcurrency", 2, 1000)
                        .map(Long::intValue)
                        .orElse(null);
    }

    private List<String> filters() {
        Optional<RequestParameters> criteria = body.structure("FilterCriteria");
        if (criteria.isEmpty()) {
            return spec.filters();
        }
        List<String> patterns = criteria.get().structures("Filters").stream()
                .map(filter -> filter.requiredText("Pattern"))
                .toList();
        if (patterns.size() > 5) {
            throw LambdaService.invalid("Exceeded maximum number of filters: 5, was " + patterns.size());
        }
        try {
            Filters.of(patterns);
        } catch (IllegalArgumentException e) {
            throw LambdaService.invalid(String.valueOf(e.getMessage()));
        }
        return patterns;
    }

    private boolean reportsItemFailures() {
        if (!body.has("FunctionResponseTypes")) {
            return spec.reportsItemFailures();
        }
        List<String> types = body.texts("FunctionResponseTypes");
        for (String type : types) {
            if (!type.equals("ReportBatchItemFailures")) {
                throw LambdaService.invalid("Unknown function response type " + type);
            }
        }
        return !types.isEmpty();
    }

    private MappingSpec.Stream change(MappingSpec.Stream stream) {
        Duration present = stream.maximumRecordAge();
        int age = number("MaximumRecordAgeInSeconds", -1, 604_800, present == null ? -1 : (int) present.toSeconds());
        if (age >= 0 && age < 60) {
            throw LambdaService.invalid(
                    "Value %d at 'MaximumRecordAgeInSeconds' must be -1, or from 60 to 604800".formatted(age));
        }
        Optional<RequestParameters> destination = body.structure("DestinationConfig");
        return new MappingSpec.Stream(
                stream.startingPosition(),
                stream.startingTimestamp(),
                flag("BisectBatchOnFunctionError", stream.bisectsOnError()),
                number("MaximumRetryAttempts", -1, 10_000, stream.maximumRetryAttempts()),
                age < 0 ? null : Duration.ofSeconds(age),
                number("ParallelizationFactor", 1, 10, stream.parallelizationFactor()),
                destination.isEmpty()
                        ? stream.onFailureArn()
                        : destination
                                .flatMap(config -> config.structure("OnFailure"))
                                .flatMap(failure -> failure.text("Destination"))
                                .orElse(null));
    }

    private static void refuseBadBatch(MappingSpec changed) {
        boolean fifo = changed.sourceArn().endsWith(".fifo");
        if (fifo && changed.batchSize() > 10) {
            throw LambdaService.invalid("Batch size of a FIFO queue must be from 1 to 10, was " + changed.batchSize());
        }
        if (fifo && !changed.window().isZero()) {
            throw LambdaService.invalid("Batching window is not supported for FIFO queues");
        }
        if (changed.stream() == null
                && changed.broker() == null
                && changed.batchSize() > 10
                && changed.window().isZero()) {
            throw LambdaService.invalid(
                    "MaximumBatchingWindowInSeconds must be greater than 0 if maximum batch size is greater than 10");
        }
    }
}
