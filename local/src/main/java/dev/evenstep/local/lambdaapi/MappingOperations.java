package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import dev.evenstep.local.lambda.FunctionName;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.mapping.MappingView;
import dev.evenstep.local.mapping.Mappings;
import java.io.IOException;

/** What the API tells of event source mappings, and how it changes them. */
final class MappingOperations {

    /** Lambda's own largest page of mappings. */
    private static final int PAGE = 100;

    private final FunctionRunner runner;
    private final Mappings mappings;

    MappingOperations(FunctionRunner runner, Mappings mappings) {
        this.runner = runner;
        this.mappings = mappings;
    }

    AwsResponse list(Query query) {
        var function = query.text("FunctionName").map(this::knownFunction);
        var source = query.text("EventSourceArn");
        var wanted = mappings.list().stream()
                .filter(view -> function.isEmpty() || view.spec().function().equals(function.get()))
                .filter(view -> source.isEmpty() || view.spec().sourceArn().equals(source.get()))
                .toList();
        return LambdaService.json(200, query.page(wanted, PAGE, "EventSourceMappings", this::json));
    }

    AwsResponse get(String id) {
        return LambdaService.json(200, json(mappings.get(id)));
    }

    AwsResponse update(String id, byte[] body) {
        RequestParameters change = RequestParameters.of(parse(body));
        return LambdaService.json(
                202, json(mappings.update(id, spec -> new MappingChange(change, spec).apply(this::knownFunction))));
    }

    private String knownFunction(String function) {
        return runner.function(FunctionName.of(function)).name();
    }

    private JsonNode json(MappingView view) {
        return MappingJson.of(view, runner.function(new FunctionName(view.spec().function(), null)));
    }

    private static ObjectNode parse(byte[] body) {
        try {
            if (JsonTrees.parse(body) instanceof ObjectNode change) {
                return change;
            }
        } catch (IOException malformed) {
            // Refused below, as what is no object.
        }
        throw new AwsException(400, "InvalidRequestContentException", "Could not parse request body into json");
    }
}
