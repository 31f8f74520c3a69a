package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.mapping.MappingView;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;

/** An event source mapping in the API's shape. */
final class MappingJson {

    private MappingJson() {}

    static ObjectNode of(MappingView view, FunctionSpec function) {
        MappingSpec spec = view.spec();
        String prefix = function.arn().substring(0, function.arn().indexOf(":function:"));
        ObjectNode json = JsonTrees.object();
        json.put("UUID", spec.id());
        json.put("EventSourceMappingArn", prefix + ":event-source-mapping:" + spec.id());
        json.put("EventSourceArn", spec.sourceArn());
        json.put("FunctionArn", function.alias() == null ? function.arn() : function.arn() + ":" + function.alias());
        json.put("BatchSize", spec.batchSize());
        json.put("MaximumBatchingWindowInSeconds", spec.window().toSeconds());
        json.put("State", view.state());
        json.put("StateTransitionReason", "USER_INITIATED");
        json.put("LastModified", view.lastModified().toEpochMilli() / 1000.0);
        json.put("LastProcessingResult", view.lastProcessingResult());
        ArrayNode types = json.putArray("FunctionResponseTypes");
        if (spec.reportsItemFailures()) {
            types.add("ReportBatchItemFailures");
        }
        if (!spec.filters().isEmpty()) {
            ArrayNode filters = json.putObject("FilterCriteria").putArray("Filters");
            spec.filters().forEach(pattern -> filters.addObject().put("Pattern", pattern));
        }
        Integer concurrency = spec.maximumConcurrency();
        if (concurrency != null) {
            json.putObject("ScalingConfig").put("MaximumConcurrency", concurrency);
        }
        MappingSpec.Stream stream = spec.stream();
        if (stream != null) {
            put(json, stream);
        }
        return json;
    }

    private static void put(ObjectNode json, MappingSpec.Stream stream) {
        Duration age = stream.maximumRecordAge();
        json.put("StartingPosition", stream.startingPosition());
        Instant begin = stream.startingTimestamp();
        if (begin != null) {
            json.put("StartingPositionTimestamp", begin.toEpochMilli() / 1000.0);
        }
        json.put("ParallelizationFactor", stream.parallelizationFactor());
        json.put("BisectBatchOnFunctionError", stream.bisectsOnError());
        json.put("MaximumRetryAttempts", stream.maximumRetryAttempts());
        json.put("MaximumRecordAgeInSeconds", age == null ? -1 : age.toSeconds());
        json.put("TumblingWindowInSeconds", 0);
        ObjectNode destination = json.putObject("DestinationConfig").putObject("OnFailure");
        if (stream.onFailureArn() != null) {
            destination.put("Destination", stream.onFailureArn());
        }
    }
}
