package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.protocol.Xml;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** AWS's Query protocol: a form with {@code Action}, on the endpoint or on a queue's URL; answers are XML. */
final class QueryProtocol {

    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
    private static final Set<String> NOT_ON_A_QUEUE = Set.of("CreateQueue", "ListQueues");

    private final Pattern queuePath;
    private final BiFunction<String, ObjectNode, ObjectNode> call;
    private final Set<String> operations;

    QueryProtocol(Account account, BiFunction<String, ObjectNode, ObjectNode> call, Set<String> operations) {
        this.queuePath = Pattern.compile("/" + account.id() + "/[^/]+/?");
        this.call = call;
        this.operations = operations;
    }

    boolean serves(AwsRequest request) {
        return onQueue(request) || operations.contains(Form.of(request).action());
    }

    private boolean onQueue(AwsRequest request) {
        return queuePath.matcher(request.path()).matches();
    }

    AwsResponse handle(AwsRequest request) {
        var form = Form.of(request);
        var action = form.action();
        var id = UUID.randomUUID().toString();
        if (action.isEmpty()) {
            return xml(404, "<UnknownOperationException/>\n");
        }
        try {
            if (!operations.contains(action) || (onQueue(request) && NOT_ON_A_QUEUE.contains(action))) {
                throw new AwsException(
                        400, "InvalidAction", "The action %s is not valid for this endpoint.".formatted(action));
            }
            var parameters = form.parameters();
            if (onQueue(request) && !parameters.has("QueueUrl")) {
                parameters.put("QueueUrl", request.path());
            }
            Traces.add(action, parameters, request.header("x-amzn-trace-id"));
            var answer = call.apply(action, parameters);
            return request.header("accept").equals("application/json")
                    ? json(QueryJson.of(action, answer, id))
                    : xml(200, QueryXml.of(action, answer, id, NAMESPACE));
        } catch (AwsException e) {
            return xml(e.status(), error(e, id));
        }
    }

    private static String error(AwsException e, String id) {
        var message = String.valueOf(e.getMessage());
        if (e.code().endsWith(".NonExistentQueue")) {
            message = "The specified queue does not exist for this wsdl version.";
        }
        return """
                <ErrorResponse xmlns="%s"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message><Detail/></Error>\
                <RequestId>%s</RequestId></ErrorResponse>
                """.formatted(
                        NAMESPACE, e.status() < 500 ? "Sender" : "Receiver", e.code(), QueryXml.escape(message), id);
    }

    private static AwsResponse json(ObjectNode body) {
        return new AwsResponse(200, Map.of("Content-Type", "application/json"), Json.bytes(body));
    }

    private static AwsResponse xml(int status, String body) {
        return new AwsResponse(
                status, Map.of("Content-Type", "text/xml"), Xml.bytes("<?xml version=\"1.0\"?>\n" + body));
    }
}
