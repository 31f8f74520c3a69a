package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** AWS's JSON protocol 1.0 with the error codes of the Query protocol in a header ("query-compatible"). */
final class JsonWire implements Wire {

    static final String TARGET = "AmazonSQS.";

    private static final String SERVICE = "com.amazonaws.sqs#";
    private static final String CORAL = "com.amazon.coral.service#";

    @Override
    public Call read(AwsRequest request) {
        return new Call(request.header("x-amz-target").substring(TARGET.length()), parameters(request.body()));
    }

    private static ObjectNode parameters(byte[] body) {
        try {
            if (body.length == 0) {
                return JsonTrees.object();
            }
            if (JsonTrees.parse(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // told below, as JSON of any other kind
        }
        throw new AwsException(400, "SerializationException", "The request's body is not a JSON object.");
    }

    @Override
    public AwsResponse answer(AwsRequest request, Call call, ObjectNode answer) {
        return response(200, answer, Map.of());
    }

    @Override
    public AwsResponse error(AwsException error) {
        var body = JsonTrees.object().put("__type", type(error.code())).put("message", error.getMessage());
        return response(error.status(), body, Map.of("x-amzn-query-error", error.code() + ";" + Wire.fault(error)));
    }

    /** What this protocol calls an error whose code the Query protocol made. */
    private static String type(String code) {
        return switch (code) {
            case "AWS.SimpleQueueService.NonExistentQueue" -> SERVICE + "QueueDoesNotExist";
            case "QueueAlreadyExists" -> SERVICE + "QueueNameExists";
            case "InvalidParameterValue" -> CORAL + "InvalidParameterValueException";
            case "MissingParameter" -> CORAL + "MissingRequiredParameterException";
            case "InvalidAction" -> CORAL + "UnknownOperationException";
            case "SerializationException" -> CORAL + code;
            default -> SERVICE + code.substring(code.lastIndexOf('.') + 1);
        };
    }

    private static AwsResponse response(int status, ObjectNode body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        return new AwsResponse(status, headers, JsonTrees.bytes(body));
    }
}
