package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Answers in the Lambda API's shapes. */
final class Answers {

    private Answers() {}

    static AwsResponse json(int status, JsonNode body) {
        return new AwsResponse(
                status,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "x-amzn-RequestId",
                        UUID.randomUUID().toString()),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static AwsResponse error(AwsException error) {
        JsonNode body = JsonNodeFactory.instance
                .objectNode()
                .put("Type", error.status() < 500 ? "User" : "Service")
                .put("Message", error.getMessage());
        return new AwsResponse(
                error.status(),
                Map.of(
                        "Content-Type", "application/json",
                        "x-amzn-ErrorType", error.code(),
                        "x-amzn-RequestId", UUID.randomUUID().toString()),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "InvalidParameterValueException", message);
    }
}
