package dev.evenstep.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/** DynamoDB's JSON protocol 1.0, for its items and its streams. */
final class Endpoint implements AwsService {

    private static final String ITEMS = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";
    private static final Set<String> OF_STREAMS =
            Set.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");
    private static final Set<String> CORAL_SERVICE = Set.of("SerializationException", "UnknownOperationException");

    private static final byte[] DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".getBytes(StandardCharsets.US_ASCII);

    private final DynamoDb engine;
    private final long seed;
    private final AtomicLong requests = new AtomicLong();

    Endpoint(DynamoDb engine, long seed) {
        this.engine = engine;
        this.seed = seed;
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
            if (JsonTrees.parse(body) instanceof ObjectNode object) {
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
        var body = JsonTrees.object().put("__type", namespace + "#" + code);
        body.setAll(error.members());
        return body.put(capital ? "Message" : "message", error.getMessage());
    }

    private AwsResponse answer(int status, ObjectNode body) {
        byte[] bytes = JsonTrees.bytes(body);
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

    /** 52 capital letters and digits, as DynamoDB's are; the next of a sequence that the seed gives, without a lock. */
    private String requestId() {
        var random = new SplittableRandom(seed + requests.incrementAndGet());
        var id = new byte[52];
        for (int at = 0; at < id.length; at += 13) {
            long bits = random.nextLong();
            for (int each = at; each < at + 13; each++, bits >>>= 5) {
                id[each] = DIGITS[(int) bits & 31];
            }
        }
        return new String(id, StandardCharsets.US_ASCII);
    }
}
