package dev.evenstep.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.evenstep.local.stack.FunctionSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What destinations get of an asynchronous invocation: the record that Lambda's guide documents.
 *
 * @param condition {@code Success}, {@code RetriesExhausted} or {@code EventAgeExceeded}
 * @param result of the last attempt; null where there was none
 */
record InvocationRecord(
        String condition, int invocations, @Nullable FunctionResult result) {

    String of(FunctionSpec function, AsyncInvocations.Accepted accepted, Instant now) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("version", "1.0");
        record.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        record.putObject("requestContext")
                .put("requestId", accepted.requestId())
                .put("functionArn", function.arn() + ":$LATEST")
                .put("condition", condition)
                .put("approximateInvokeCount", invocations);
        put(record, "requestPayload", accepted.payload());
        if (result != null) {
            ObjectNode response = record.putObject("responseContext");
            response.put("statusCode", 200).put("executedVersion", "$LATEST");
            if (result.functionError() != null) {
                response.put("functionError", result.functionError());
            }
            put(record, "responsePayload", result.payload());
        }
        return record.toString();
    }

    private static void put(ObjectNode record, String name, String payload) {
        if (PayloadJson.isJson(payload)) {
            record.putRawValue(name, new RawValue(payload));
        } else {
            record.put(name, payload);
        }
    }
}
