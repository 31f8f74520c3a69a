package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.local.lambda.FunctionName;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.mapping.MappingView;
import dev.evenstep.local.mapping.Mappings;
import java.io.IOException;
import java.util.List;

/** What the API tells of event source mappings, and how it changes them. */
final class MappingOperations {

    /** Lambda's own largest page of mappings. */
    private static final int PAGE = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionRunner runner;
    private final Mappings mappings;

    MappingOperations(FunctionRunner runner, Mappings mappings) {
        this.runner = runner;
        this.mappings = mappings;
    }

    AwsResponse list(Query query) {
        String function = query.text("FunctionName");
        String source = query.text("EventSourceArn");
        String name = function == null
                ? ""
                : runner.function(FunctionName.of(function)).name();
        List<MappingView> wanted = mappings.list().stream()
                .filter(view -> name.isEmpty() || view.spec().function().equals(name))
                .filter(view -> source == null || view.spec().sourceArn().equals(source))
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        query.page(wanted, PAGE, answer, "EventSourceMappings", this::json);
        return Answers.json(200, answer);
    }

    AwsResponse get(String id) {
        return Answers.json(200, json(mappings.get(id)));
    }

    AwsResponse update(String id, byte[] body) {
        JsonNode change = parse(body);
        return Answers.json(
                202, json(mappings.update(id, spec -> new MappingChange(change, spec).apply(this::knownFunction))));
    }

    private String knownFunction(String function) {
        return runner.function(FunctionName.of(function)).name();
    }

    private JsonNode json(MappingView view) {
        return MappingJson.of(view, runner.function(new FunctionName(view.spec().function(), null)));
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode change = JSON.readTree(body);
            if (change.isObject()) {
                return change;
            }
        } catch (IOException malformed) {
            // Refused below, as what is no object.
        }
        throw new AwsException(400, "InvalidRequestContentException", "Could not parse request body into json");
    }
}
