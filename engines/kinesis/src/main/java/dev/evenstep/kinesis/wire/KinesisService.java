package dev.evenstep.kinesis.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** The HTTP face: JSON 1.1, or CBOR for those who send it, as AWS's SDK for Java does. */
public final class KinesisService implements AwsService {

    private static final String TARGET = "Kinesis_20131202.";
    private static final String CBOR = "application/x-amz-cbor-1.1";
    private static final String JSON = "application/x-amz-json-1.1";

    private final BiFunction<String, ObjectNode, ObjectNode> engine;

    /** @param engine does an operation by its name */
    public KinesisService(BiFunction<String, ObjectNode, ObjectNode> engine) {
        this.engine = engine;
    }

    @Override
    public boolean serves(AwsRequest request) {
        var target = request.header("x-amz-target");
        return target.isEmpty() ? request.signedFor().equals("kinesis") : target.startsWith(TARGET);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        try {
            var target = request.header("x-amz-target");
            var operation = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
            return answer(request, 200, engine.apply(operation, object(request)), Map.of());
        } catch (AwsException e) {
            return refused(request, e);
        }
    }

    @Override
    public AwsResponse refused(AwsRequest request, AwsException error) {
        var body = JsonTrees.object().put("__type", error.code());
        body.setAll(error.members());
        body.put("message", error.getMessage());
        return answer(request, error.status(), body, Map.of("x-amzn-ErrorType", error.code()));
    }

    private static ObjectNode object(AwsRequest request) {
        try {
            if (request.body().length == 0) {
                return JsonTrees.object();
            }
            if (body(request) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new AwsException(
                    400,
                    "SerializationException",
                    "The request's body is not valid %s.".formatted(isCbor(request) ? "CBOR" : "JSON"));
        }
        throw new AwsException(400, "SerializationException", "Start of structure or map found where not expected.");
    }

    /** What a request says, in whichever form. */
    public static JsonNode body(AwsRequest request) throws IOException {
        return isCbor(request) ? CborTrees.parse(request.body()) : JsonTrees.parse(request.body());
    }

    private static boolean isCbor(AwsRequest request) {
        return request.header("content-type").startsWith(CBOR);
    }

    private static AwsResponse answer(AwsRequest request, int status, ObjectNode body, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", isCbor(request) ? CBOR : JSON);
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        return new AwsResponse(status, headers, isCbor(request) ? CborTrees.bytes(body) : JsonTrees.bytes(body));
    }
}
