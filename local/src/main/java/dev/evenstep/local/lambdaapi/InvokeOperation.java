package dev.evenstep.local.lambdaapi;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.local.lambda.FunctionName;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.lambda.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code Invoke} in its three ways. */
final class InvokeOperation {

    /** How long an answer waits for the rest of the function's log, which comes through a pipe of its own. */
    private static final long LOG_SECONDS = 2;

    private final FunctionRunner runner;

    InvokeOperation(FunctionRunner runner) {
        this.runner = runner;
    }

    AwsResponse handle(FunctionName name, AwsRequest request) {
        runner.function(name);
        String payload = payload(request.body());
        String type = request.header("x-amz-invocation-type");
        return switch (type.isEmpty() ? "RequestResponse" : type) {
            case "RequestResponse" ->
                synchronous(name, payload, request.header("x-amz-log-type").equals("Tail"));
            case "Event" -> answer(202, runner.accept(name, payload), new HashMap<>(), "");
            case "DryRun" -> new AwsResponse(204, Map.of(), new byte[0]);
            default -> throw LambdaService.invalid("Unsupported invocation type: " + type);
        };
    }

    private AwsResponse synchronous(FunctionName name, String payload, boolean withLog) {
        FunctionRunner.Invoked invoked = runner.invoke(name, payload);
        FunctionResult result = invoked.result();
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Amz-Executed-Version", "$LATEST");
        if (result.functionError() != null) {
            headers.put("X-Amz-Function-Error", result.functionError());
        }
        if (withLog) {
            String log = invoked.logTail()
                    .completeOnTimeout("", LOG_SECONDS, TimeUnit.SECONDS)
                    .join();
            headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8)));
        }
        return answer(200, result.requestId(), headers, result.payload());
    }

    private static AwsResponse answer(int status, String requestId, Map<String, String> headers, String payload) {
        headers.put("Content-Type", "application/json");
        headers.put("x-amzn-RequestId", requestId);
        return new AwsResponse(status, headers, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String payload(byte[] body) {
        String payload = body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8);
        if (!PayloadJson.isJson(payload)) {
            throw new AwsException(
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: the payload is no JSON value");
        }
        return payload;
    }
}
