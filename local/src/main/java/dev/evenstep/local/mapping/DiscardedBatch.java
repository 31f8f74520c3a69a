package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a shard that were given up, as the on-failure destination is told: not the records, but where in the stream
 * they are ("Example invocation record" of Lambda's guides for DynamoDB streams and Kinesis).
 *
 * @param info the name of the part that says where
 */
record DiscardedBatch(MappingSpec spec, String info, String shard, List<StreamRecord> records) {

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
        StreamRecord first = records.getFirst();
        StreamRecord last = records.getLast();
        document.putObject(info)
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
        return document.toString();
    }

    /** A stream and its function are of one region and account. */
    private String functionArn() {
        String[] arn = spec.sourceArn().split(":", -1);
        return String.join(":", arn[0], arn[1], "lambda", arn[3], arn[4], "function", spec.function());
    }
}
