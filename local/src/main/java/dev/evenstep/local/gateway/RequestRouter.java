package dev.evenstep.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.http.HttpHandler;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes every request and brings it to its service. */
record RequestRouter(SortedMap<String, AwsService> services, Supplier<ObjectNode> state) implements HttpHandler {

    private static final int MEBIBYTE = 1024 * 1024;

    /** DynamoDB's own (API reference of BatchWriteItem), and what Kinesis's 10 MiB are in Base64; no other takes more than 6 MB. */
    static final int LARGEST = 16 * MEBIBYTE;

    private static final int LARGEST_OF_OTHERS = 10 * MEBIBYTE;
    private static final String REQUEST_ID = "x-amzn-RequestId";
    private static final Set<String> HEALTH_PATHS = Set.of("/_localstack/health", "/_evenstep/health", "/health");

    @Override
    public AwsResponse apply(AwsRequest request) {
        if (HEALTH_PATHS.contains(request.path())) {
            return health();
        }
        var service = service(request);
        if (request.body().length > largest(service.getKey())) {
            throw tooLarge(service.getKey());
        }
        var answer = service.getValue().handle(request);
        if (answer.isLost() || answer.headers().containsKey(REQUEST_ID)) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put(REQUEST_ID, UUID.randomUUID().toString());
        return new AwsResponse(answer.status(), headers, answer.body());
    }

    @Override
    public AwsResponse tooLarge(AwsRequest head, long bytes) {
        throw tooLarge(service(head).getKey());
    }

    private static AwsException tooLarge(String service) {
        return new AwsException(
                413,
                "RequestEntityTooLargeException",
                "The local endpoint takes at most %d MB in one request for %s."
                        .formatted(largest(service) / MEBIBYTE, service));
    }

    private static int largest(String service) {
        return service.startsWith("dynamodb") || service.equals("kinesis") ? LARGEST : LARGEST_OF_OTHERS;
    }

    private Map.Entry<String, AwsService> service(AwsRequest request) {
        return services.entrySet().stream()
                .filter(service -> service.getValue().serves(request))
                .findFirst()
                .orElseThrow(() -> unknown(request));
    }

    private AwsException unknown(AwsRequest request) {
        var target = request.header("x-amz-target");
        var call = request.method() + " " + request.path();
        var asked = !target.isEmpty()
                ? target
                : request.signedFor().isEmpty() ? call : request.signedFor() + " (" + call + ")";
        return new AwsException(
                501,
                "UnknownOperationException",
                "Nothing in this local run answers %s. It has %s."
                        .formatted(asked, String.join(", ", services.keySet())));
    }

    private AwsResponse health() {
        ObjectNode health = JsonTrees.object();
        var told = health.putObject("services");
        services.keySet().forEach(name -> told.put(name, "running"));
        health.put("edition", "evenstep");
        health.setAll(state.get());
        return new AwsResponse(200, Map.of("Content-Type", "application/json"), JsonTrees.bytes(health));
    }
}
