package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.local.mapping.Filters;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code UpdateEventSourceMapping}, checked by the rules of the API reference against the mapping that it
 * changes. What it leaves out stays as it is.
 */
record MappingChange(JsonNode body, MappingSpec spec) {

    private static final Set<String> KNOWN = Set.of(
            "UUID",
            "FunctionName",
            "Enabled",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FilterCriteria",
            "FunctionResponseTypes",
            "ScalingConfig",
            "DestinationConfig",
            "MaximumRecordAgeInSeconds",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts",
            "ParallelizationFactor");

    private static final List<String> OF_STREAMS = List.of(
            "DestinationConfig",
            "MaximumRecordAgeInSeconds",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts",
            "ParallelizationFactor");

    /** @param knownFunction gives a function's plain name, or refuses */
    MappingSpec apply(UnaryOperator<String> knownFunction) {
        refuseUnknown();
        MappingSpec.Stream stream = spec.stream();
        String function = given("FunctionName")
                ? knownFunction.apply(body.path("FunctionName").asText())
                : spec.function();
        MappingSpec changed = new MappingSpec(
                spec.id(),
                function,
                spec.sourceArn(),
                given("Enabled") ? body.path("Enabled").asBoolean() : spec.enabled(),
                number("BatchSize", 1, 10_000, spec.batchSize()),
                Duration.ofSeconds(number("MaximumBatchingWindowInSeconds", 0, 300, (int)
                        spec.window().toSeconds())),
                concurrency(stream != null),
                filters(),
                reportsItemFailures(),
                stream == null ? null : change(stream));
        refuseBadBatch(changed);
        return changed;
    }

    private boolean given(String name) {
        return body.hasNonNull(name);
    }

    private void refuseUnknown() {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            boolean foreign = spec.stream() == null && OF_STREAMS.contains(name);
            if (given(name) && (foreign || !KNOWN.contains(name))) {
                String why = foreign ? "is for streams, and the event source is a queue" : "is not served here";
                throw LambdaService.invalid("Unsupported parameter " + name + ": it " + why);
            }
        }
    }

    private int number(String name, int least, int most, int present) {
        if (!given(name)) {
            return present;
        }
        JsonNode value = body.path(name);
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw LambdaService.invalid("Value %s at '%s' failed to satisfy constraint: must be from %d to %d"
                    .formatted(value, name, least, most));
        }
        return value.asInt();
    }

    private @Nullable Integer concurrency(boolean ofStream) {
        if (!given("ScalingConfig")) {
            return spec.maximumConcurrency();
        }
        if (ofStream) {
            throw LambdaService.invalid(
                    "Unsupported parameter ScalingConfig: it is for queues, and the event source is a stream");
        }
        JsonNode most = body.path("ScalingConfig").path("MaximumConcurrency");
        if (most.isMissingNode() || most.isNull()) {
            return null;
        }
        if (!most.isInt() || most.asInt() < 2 || most.asInt() > 1000) {
            throw LambdaService.invalid(
                    "Value %s at 'ScalingConfig.MaximumConcurrency' failed to satisfy constraint: must be from 2 to 1000"
                            .formatted(most));
        }
        return most.asInt();
    }

    private List<String> filters() {
        if (!given("FilterCriteria")) {
            return spec.filters();
        }
        List<String> patterns = new ArrayList<>();
        body.path("FilterCriteria")
                .path("Filters")
                .forEach(filter -> patterns.add(filter.path("Pattern").asText()));
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
        if (!given("FunctionResponseTypes")) {
            return spec.reportsItemFailures();
        }
        JsonNode types = body.path("FunctionResponseTypes");
        for (JsonNode type : types) {
            if (!type.asText().equals("ReportBatchItemFailures")) {
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
        JsonNode destination = body.path("DestinationConfig").path("OnFailure").path("Destination");
        return new MappingSpec.Stream(
                stream.startingPosition(),
                given("BisectBatchOnFunctionError")
                        ? body.path("BisectBatchOnFunctionError").asBoolean()
                        : stream.bisectsOnError(),
                number("MaximumRetryAttempts", -1, 10_000, stream.maximumRetryAttempts()),
                age < 0 ? null : Duration.ofSeconds(age),
                number("ParallelizationFactor", 1, 10, stream.parallelizationFactor()),
                given("DestinationConfig") ? destination.asText(null) : stream.onFailureArn());
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
                && changed.batchSize() > 10
                && changed.window().isZero()) {
            throw LambdaService.invalid(
                    "MaximumBatchingWindowInSeconds must be greater than 0 if maximum batch size is greater than 10");
        }
    }
}
