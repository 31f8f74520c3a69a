package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import java.util.Map;

/** Answers of the Query protocol for a client that accepts JSON. */
final class QueryJson {

    private static final Map<String, String> NAMES = Map.of("Messages", "messages", "QueueUrls", "queueUrls");

    private QueryJson() {}

    static ObjectNode of(String action, ObjectNode answer, String requestId) {
        var response = Json.object();
        var result = response.putObject(action + "Response");
        var fields = result.putObject(action + "Result");
        answer.properties()
                .forEach(field -> fields.set(
                        NAMES.getOrDefault(field.getKey(), field.getKey()),
                        field.getKey().equals("Attributes") ? pairs(field.getValue()) : field.getValue()));
        result.putObject("ResponseMetadata").put("RequestId", requestId);
        return response;
    }

    private static JsonNode pairs(JsonNode map) {
        var pairs = Json.array();
        map.properties()
                .forEach(entry -> pairs.addObject().put("Name", entry.getKey()).set("Value", entry.getValue()));
        return pairs;
    }
}
