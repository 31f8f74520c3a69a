package dev.evenstep.engine.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;

/** The operations of a service that speaks AWS's JSON protocol 1.1, told apart by the header {@code X-Amz-Target}. */
public final class JsonOperations implements AwsService {

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/x-amz-json-1.1");

    private final String service;
    private final String prefix;
    private final Map<String, Operation> operations;

    /** One operation: parameters in, answer out. */
    @FunctionalInterface
    public interface Operation {
        ObjectNode on(RequestParameters request);
    }

    /**
     * @param service its name in a signature's scope
     * @param target what stands before the operation's name in {@code X-Amz-Target}, such as {@code AWSEvents}
     */
    public JsonOperations(String service, String target, Map<String, Operation> operations) {
        this.service = service;
        this.prefix = target + ".";
        this.operations = Map.copyOf(operations);
    }

    @Override
    public boolean serves(AwsRequest request) {
        var target = request.header("x-amz-target");
        return target.isEmpty() ? request.signedFor().equals(service) : target.startsWith(prefix);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        var target = request.header("x-amz-target");
        var name = target.startsWith(prefix) ? target.substring(prefix.length()) : target;
        var operation = operations.get(name);
        if (operation == null) {
            throw new AwsException(
                    400,
                    "UnknownOperationException",
                    "The local %s does not know the operation '%s'. It knows %s."
                            .formatted(service, name, String.join(", ", new TreeSet<>(operations.keySet()))));
        }
        return new AwsResponse(200, HEADERS, JsonTrees.bytes(operation.on(RequestParameters.of(parse(request)))));
    }

    private static ObjectNode parse(AwsRequest request) {
        if (request.body().length == 0) {
            return JsonTrees.object();
        }
        try {
            if (JsonTrees.parse(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new AwsException(400, "SerializationException", "The request's body is not valid JSON.");
        }
        throw new AwsException(400, "SerializationException", "The request's body is not a JSON object.");
    }
}
