package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A template as it is written, YAML's short functions in their long form. */
record RawTemplate(JsonNode root) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final LoadSettings YAML = LoadSettings.builder()
            .setTagConstructors(Map.of(
                    new Tag("!Ref"), scalar(name -> Map.of("Ref", name)),
                    new Tag("!Sub"), scalar(text -> Map.of("Fn::Sub", text)),
                    new Tag("!GetAtt"), scalar(path -> Map.of("Fn::GetAtt", List.of(path.split("\\.", 2))))))
            .build();

    private static ConstructNode scalar(Function<String, Object> construct) {
        return node -> construct.apply(((ScalarNode) node).getValue());
    }

    static RawTemplate read(Path file) throws IOException {
        return file.toString().endsWith(".json")
                ? json(Files.readString(file))
                : new RawTemplate(JSON.valueToTree(new Load(YAML).loadFromString(Files.readString(file))));
    }

    static RawTemplate json(String text) throws IOException {
        return new RawTemplate(JSON.readTree(text));
    }

    /** By logical id. */
    Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new LinkedHashMap<>();
        root.path("Resources")
                .properties()
                .forEach(entry -> resources.put(entry.getKey(), withGlobals(entry.getValue())));
        return resources;
    }

    Map<String, JsonNode> resources(String type) {
        var resources = resources();
        resources.values().removeIf(resource -> !resource.path("Type").asText().equals(type));
        return resources;
    }

    /** SAM's functions have what {@code Globals} says for all of them, and what they add to it. */
    private JsonNode withGlobals(JsonNode resource) {
        if (!resource.path("Type").asText().equals("AWS::Serverless::Function")) {
            return resource;
        }
        ObjectNode all = resource.deepCopy();
        var properties = root.path("Globals").path("Function").deepCopy();
        merge((ObjectNode) properties, resource.path("Properties"));
        all.set("Properties", properties);
        return all;
    }

    private static void merge(ObjectNode into, JsonNode more) {
        more.properties().forEach(entry -> {
            if (into.get(entry.getKey()) instanceof ObjectNode known
                    && entry.getValue().isObject()) {
                merge(known, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
