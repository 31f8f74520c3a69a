package dev.evenstep.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.Json;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** DynamoDB's JSON protocol 1.0, for its items and its streams. */
final class Endpoint implements AwsService {

    private static final String ITEMS = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";
    private static final Set<String> OF_STREAMS =
            Set.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");
    private static final Set<String> CORAL_SERVICE = Set.of("SerializationException", "UnknownOperationException");

    private final DynamoDb engine;
    private final SplittableRandom random;

    Endpoint(DynamoDb engine, long seed) {
        this.engine = engine;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean serves(AwsRequest request) {
        var target = request.header("x-amz-target");
        return target.isEmpty()
                ? request.signedFor().equals("dynamodb")
                : target.startsWith(ITEMS) || target.startsWith(STREAMS);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        try {
            return answer(200, engine.call(operation(request.header("x-amz-target")), parse(request.body())));
        } catch (AwsException e) {
            return answer(e.status(), body(e));
        }
    }

    private static String operation(String target) {
        var name = target.substring(target.indexOf('.') + 1);
        boolean fits = target.startsWith(STREAMS) == OF_STREAMS.contains(name);
        return fits ? name : target;
    }

    private static ObjectNode parse(byte[] body) {
        try {
            if (Json.parse(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new AwsException(400, "SerializationException", "The request's body is not valid JSON.");
        }
        throw new AwsException(400, "SerializationException", "Start of structure or map found where not expected.");
    }

    /** The namespaces and spellings are those of recorded answers. */
    private static ObjectNode body(AwsException error) {
        var code = error.code();
        String namespace = code.equals("ValidationException")
                ? "com.amazon.coral.validate"
                : CORAL_SERVICE.contains(code) ? "com.amazon.coral.service" : "com.amazonaws.dynamodb.v20120810";
        boolean capital = code.equals("SerializationException") || code.equals("TransactionCanceledException");
        var body = Json.object().put("__type", namespace + "#" + code);
        body.setAll(error.members());
        return body.put(capital ? "Message" : "message", error.getMessage());
    }

    private AwsResponse answer(int status, ObjectNode body) {
        byte[] bytes = Json.bytes(body);
        var crc = new CRC32();
        crc.update(bytes);
        return new AwsResponse(
                status,
                Map.of(
                        "Content-Type", "application/x-amz-json-1.0",
                        "x-amzn-RequestId", requestId(),
                        "x-amz-crc32", Long.toString(crc.getValue())),
                bytes);
    }

    /** 52 capital letters and digits, as DynamoDB's are. */
    private synchronized String requestId() {
        var bytes = new byte[26];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
