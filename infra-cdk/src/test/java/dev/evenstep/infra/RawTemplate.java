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
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A template as it is written, YAML's short functions in their long form. */
record RawTemplate(JsonNode root) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** CloudFormation's short functions, as far as the template uses them. */
    private static final class ShortFunctions extends SafeConstructor {

        ShortFunctions() {
            super(new LoaderOptions());
            add("!Ref", name -> Map.of("Ref", name));
            add("!Sub", text -> Map.of("Fn::Sub", text));
            add("!GetAtt", path -> Map.of("Fn::GetAtt", List.of(path.split("\\.", 2))));
        }

        private void add(String tag, Function<String, Object> function) {
            yamlConstructors.put(new Tag(tag), new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return function.apply(((ScalarNode) node).getValue());
                }
            });
        }
    }

    static RawTemplate read(Path file) throws IOException {
        return file.toString().endsWith(".json")
                ? json(Files.readString(file))
                : new RawTemplate(JSON.valueToTree(new Yaml(new ShortFunctions()).load(Files.readString(file))));
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
