package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.local.broker.BrokerRecord;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a shard or of a topic's partition that were given up, as the on-failure destination is told: not the records,
 * but where they are ("Example invocation record" of Lambda's guides for DynamoDB streams and Kinesis, "Capturing discarded
 * batches" of that for Kafka).
 *
 * @param neighbourArn of something in the function's region and account
 * @param infoName what the place is told under
 */
record DiscardedBatch(MappingSpec spec, String neighbourArn, String infoName, ObjectNode info) {

    static DiscardedBatch ofShard(MappingSpec spec, String infoName, String shard, List<StreamRecord> records) {
        StreamRecord first = records.getFirst();
        StreamRecord last = records.getLast();
        ObjectNode info = JsonNodeFactory.instance
                .objectNode()
                .put("shardId", shard)
                .put("startSequenceNumber", first.sequenceNumber())
                .put("endSequenceNumber", last.sequenceNumber())
                .put(
                        "approximateArrivalOfFirstRecord",
                        first.created().truncatedTo(ChronoUnit.MILLIS).toString())
                .put(
                        "approximateArrivalOfLastRecord",
                        last.created().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("batchSize", records.size())
                .put("streamArn", spec.sourceArn());
        return new DiscardedBatch(spec, spec.sourceArn(), infoName, info);
    }

    /**
     * @param event that the records were in
     * @param destination where this is sent
     */
    static DiscardedBatch ofPartition(
            MappingSpec spec, List<BrokerRecord> records, ObjectNode event, String destination) {
        BrokerRecord first = records.getFirst();
        BrokerRecord last = records.getLast();
        ObjectNode info = JsonNodeFactory.instance.objectNode().put("batchSize", records.size());
        for (String name : List.of("eventSourceArn", "bootstrapServers")) {
            if (event.has(name)) {
                info.set(name, event.path(name));
            }
        }
        info.put("payloadSize", EventJson.size(event));
        info.putObject("recordsInfo")
                .putObject(first.lane())
                .put("firstRecordOffset", String.valueOf(first.position()))
                .put("lastRecordOffset", String.valueOf(last.position()))
                .put("firstRecordTimestamp", first.created().toString())
                .put("lastRecordTimestamp", last.created().toString());
        return new DiscardedBatch(spec, destination, "KafkaBatchInfo", info);
    }

    /** @param answer of the last attempt; null where there was none */
    String document(String condition, @Nullable FunctionResult answer, int invocations, Instant now) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode request = document.putObject("requestContext");
        request.put("requestId", answer == null ? spec.id() : answer.requestId());
        request.put("functionArn", functionArn());
        request.put("condition", condition);
        request.put("approximateInvokeCount", invocations);
        if (answer != null) {
            ObjectNode response = document.putObject("responseContext");
            response.put("statusCode", 200).put("executedVersion", "$LATEST");
            response.put("functionError", answer.functionError());
        }
        document.put("version", "1.0");
        document.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        document.set(infoName, info);
        return document.toString();
    }

    private String functionArn() {
        String[] arn = neighbourArn.split(":", -1);
        return String.join(":", arn[0], arn[1], "lambda", arn[3], arn[4], "function", spec.function());
    }
}
