package dev.evenstep.local.lambda.instance;

import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.http.HttpHandler;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API ({@code 2018-06-01}) for every instance on this machine, on one loopback port. An instance is told
 * apart by the first part of the path: {@code AWS_LAMBDA_RUNTIME_API} is {@code 127.0.0.1:<port>/<instance>}, and the
 * runtime interface client puts its paths behind that.
 */
final class RuntimeApi implements HttpHandler, AutoCloseable {

    /** 6 MB and the 100 bytes of an envelope: the limit that Lambda's own error message names. */
    static final int LARGEST_RESPONSE = 6_291_556;

    private static final String VERSION = "2018-06-01";
    private static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";

    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final HttpEndpoint server;

    RuntimeApi() {
        try {
            server = HttpEndpoint.bind(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no loopback port for the Runtime API", e);
        }
        server.serve(LARGEST_RESPONSE, this);
    }

    /** What an instance finds in {@code AWS_LAMBDA_RUNTIME_API}. */
    String address(String instance) {
        return "127.0.0.1:" + server.port() + "/" + instance;
    }

    void add(String id, Instance instance) {
        instances.put(id, instance);
    }

    void remove(String id) {
        instances.remove(id);
    }

    /** A call of one instance, such as {@code POST invocation/response}; none where there is no such instance. */
    private AwsResponse call(AwsRequest request, Function<Call, AwsResponse> work) {
        String[] path = request.path().split("/", -1);
        Instance instance = path.length < 5 ? null : instances.get(path[1]);
        if (instance == null || !path[2].equals(VERSION) || !path[3].equals("runtime")) {
            return refuse(404, new LambdaError("InvalidPath", "no such instance or path"));
        }
        return work.apply(new Call(
                instance, request.method() + " " + path[4] + "/" + path[path.length - 1], path[path.length - 2]));
    }

    private record Call(Instance instance, String name, String requestId) {}

    @Override
    public AwsResponse apply(AwsRequest request) {
        return call(request, call -> {
            String body = new String(request.body(), StandardCharsets.UTF_8);
            switch (call.name()) {
                case "GET invocation/next" -> {
                    return next(call.instance().next().orElse(null));
                }
                case "POST invocation/response" -> call.instance().answered(call.requestId(), body);
                case "POST invocation/error" -> call.instance().failed(call.requestId(), error(request, body));
                case "POST init/error" -> call.instance().initFailed(error(request, body));
                default -> {
                    return refuse(404, new LambdaError("InvalidPath", "no such call: " + call.name()));
                }
            }
            return new AwsResponse(202, Map.of(), new byte[0]);
        });
    }

    /** Answers nothing to an instance that has ended. */
    private static AwsResponse next(@Nullable Invocation invocation) {
        if (invocation == null) {
            return AwsResponse.lost();
        }
        return json(
                200,
                invocation.payload(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        REQUEST_ID,
                        invocation.requestId(),
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(invocation.deadline().toEpochMilli()),
                        "Lambda-Runtime-Invoked-Function-Arn",
                        invocation.functionArn(),
                        "Lambda-Runtime-Trace-Id",
                        invocation.traceId()));
    }

    @Override
    public AwsResponse tooLarge(AwsRequest head, long bytes) {
        return call(head, call -> {
            LambdaError error = LambdaError.tooLarge(bytes);
            call.instance().failed(call.requestId(), error);
            return refuse(413, error);
        });
    }

    @Override
    public void undelivered(AwsRequest request, AwsResponse response) {
        String requestId = response.headers().get(REQUEST_ID);
        if (requestId != null) {
            var unused = call(request, call -> {
                call.instance().undelivered(requestId);
                return response;
            });
        }
    }

    private static LambdaError error(AwsRequest request, String body) {
        String type = request.header("lambda-runtime-function-error-type");
        return LambdaError.reported(body, type.isEmpty() ? "Runtime.Unknown" : type);
    }

    private static AwsResponse refuse(int status, LambdaError error) {
        return json(status, error.json(), Map.of("Content-Type", "application/json"));
    }

    private static AwsResponse json(int status, String body, Map<String, String> headers) {
        return new AwsResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
