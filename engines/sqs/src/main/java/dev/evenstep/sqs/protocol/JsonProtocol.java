package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** AWS's JSON protocol 1.0 with the error codes of the Query protocol in a header ("query-compatible"). */
final class JsonProtocol {

    static final String TARGET = "AmazonSQS.";

    private static final String TYPE = "application/x-amz-json-1.0";
    private static final String TRACE_HEADER = "x-amzn-trace-id";

    private final BiFunction<String, ObjectNode, ObjectNode> call;

    JsonProtocol(BiFunction<String, ObjectNode, ObjectNode> call) {
        this.call = call;
    }

    AwsResponse handle(AwsRequest request) {
        try {
            var operation = request.header("x-amz-target").substring(TARGET.length());
            var parameters = parse(request);
            Traces.add(operation, parameters, request.header(TRACE_HEADER));
            return answer(200, call.apply(operation, parameters), Map.of());
        } catch (AwsException e) {
            return error(e);
        }
    }

    private static ObjectNode parse(AwsRequest request) {
        try {
            if (request.body().length == 0) {
                return Json.object();
            }
            if (Json.parse(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // told below, as JSON of any other kind
        }
        throw new AwsException(400, "SerializationException", "The request's body is not a JSON object.");
    }

    private static AwsResponse error(AwsException e) {
        var fault = e.status() < 500 ? "Sender" : "Receiver";
        var body = Json.object().put("__type", ErrorType.of(e.code())).put("message", e.getMessage());
        return answer(e.status(), body, Map.of("x-amzn-query-error", e.code() + ";" + fault));
    }

    private static AwsResponse answer(int status, ObjectNode body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", TYPE);
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        return new AwsResponse(status, headers, Json.bytes(body));
    }
}
