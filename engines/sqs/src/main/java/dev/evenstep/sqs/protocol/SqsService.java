package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import java.util.Set;
import java.util.function.BiFunction;

/** SQS behind the endpoint. */
public final class SqsService implements AwsService {

    private final BiFunction<String, ObjectNode, ObjectNode> operation;
    private final JsonWire json = new JsonWire();
    private final QueryWire query;

    /**
     * @param operation calls an operation, by name
     * @param names of all
     */
    public SqsService(Account account, BiFunction<String, ObjectNode, ObjectNode> operation, Set<String> names) {
        this.operation = operation;
        this.query = new QueryWire(account, names);
    }

    @Override
    public boolean serves(AwsRequest request) {
        var target = request.header("x-amz-target");
        return target.isEmpty()
                ? request.signedFor().equals("sqs") || query.serves(request)
                : target.startsWith(JsonWire.TARGET);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        Wire wire = request.header("x-amz-target").isEmpty() ? query : json;
        try {
            var call = wire.read(request);
            trace(call, request.header("x-amzn-trace-id"));
            return wire.answer(request, call, operation.apply(call.operation(), call.parameters()));
        } catch (AwsException e) {
            return wire.error(e);
        }
    }

    /** A request's trace goes along with the messages it sends (X-Ray developer guide, "Amazon SQS and AWS X-Ray"). */
    private static void trace(Wire.Call call, String trace) {
        if (trace.isEmpty()) {
            return;
        }
        if (call.operation().equals("SendMessage")) {
            trace(call.parameters(), trace);
        } else if (call.operation().equals("SendMessageBatch")) {
            call.parameters().path("Entries").forEach(entry -> trace(entry, trace));
        }
    }

    private static void trace(JsonNode message, String trace) {
        if (message instanceof ObjectNode object
                && object.path("MessageSystemAttributes").isEmpty()) {
            object.putObject("MessageSystemAttributes")
                    .putObject("AWSTraceHeader")
                    .put("DataType", "String")
                    .put("StringValue", trace);
        }
    }
}
