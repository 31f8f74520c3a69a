package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.Xml;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** AWS's Query protocol: a form with {@code Action}, on the endpoint or on a queue's URL; answers are XML. */
final class QueryWire implements Wire {

    private static final Set<String> NOT_ON_A_QUEUE = Set.of("CreateQueue", "ListQueues");
    private static final Map<String, String> SMALL = Map.of("Messages", "messages", "QueueUrls", "queueUrls");

    private final Pattern queuePath;
    private final Set<String> operations;

    QueryWire(Account account, Set<String> operations) {
        this.queuePath = Pattern.compile("/" + account.id() + "/[^/]+/?");
        this.operations = operations;
    }

    boolean serves(AwsRequest request) {
        return onQueue(request) || operations.contains(Form.fields(request).getOrDefault("Action", ""));
    }

    private boolean onQueue(AwsRequest request) {
        return queuePath.matcher(request.path()).matches();
    }

    @Override
    public Call read(AwsRequest request) {
        var fields = Form.fields(request);
        var action = fields.getOrDefault("Action", "");
        if (!operations.contains(action) || (onQueue(request) && NOT_ON_A_QUEUE.contains(action))) {
            throw action.isEmpty()
                    ? new AwsException(404, QueryXml.NO_ACTION, "There is no Action.")
                    : new AwsException(
                            400, "InvalidAction", "The action %s is not valid for this endpoint.".formatted(action));
        }
        var parameters = Form.parameters(action, fields);
        if (onQueue(request) && !parameters.has("QueueUrl")) {
            parameters.put("QueueUrl", request.path());
        }
        return new Call(action, parameters);
    }

    @Override
    public AwsResponse answer(AwsRequest request, Call call, ObjectNode answer) {
        var id = UUID.randomUUID().toString();
        return request.header("accept").equals("application/json")
                ? new AwsResponse(
                        200,
                        Map.of("Content-Type", "application/json"),
                        JsonTrees.bytes(json(call.operation(), answer, id)))
                : xml(200, QueryXml.answer(call.operation(), answer, id));
    }

    @Override
    public AwsResponse error(AwsException error) {
        return xml(error.status(), QueryXml.error(error, UUID.randomUUID().toString()));
    }

    private static AwsResponse xml(int status, String body) {
        return new AwsResponse(
                status, Map.of("Content-Type", "text/xml"), Xml.bytes("<?xml version=\"1.0\"?>\n" + body));
    }

    /** For a client that accepts JSON. */
    private static ObjectNode json(String action, ObjectNode answer, String requestId) {
        var json = JsonTrees.object();
        var response = json.putObject(action + "Response");
        var result = response.putObject(action + "Result");
        answer.properties().forEach(field -> {
            var name = field.getKey();
            var value = field.getValue();
            result.set(SMALL.getOrDefault(name, name), name.equals("Attributes") ? pairs(value) : value);
        });
        response.putObject("ResponseMetadata").put("RequestId", requestId);
        return json;
    }

    private static JsonNode pairs(JsonNode map) {
        var pairs = JsonTrees.array();
        map.properties()
                .forEach(entry -> pairs.addObject().put("Name", entry.getKey()).set("Value", entry.getValue()));
        return pairs;
    }
}
