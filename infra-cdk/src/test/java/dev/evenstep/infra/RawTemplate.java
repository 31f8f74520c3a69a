package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A template as it is written, YAML's short functions in their long form. */
record RawTemplate(JsonNode root, Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** CloudFormation's short functions, as far as the template uses them. */
    private static final class ShortFunctions extends SafeConstructor {

        ShortFunctions() {
            super(new LoaderOptions());
            add("!Ref", name -> Map.of("Ref", name));
            add("!Condition", name -> Map.of("Condition", name));
            add("!Sub", text -> Map.of("Fn::Sub", text));
            add("!GetAtt", path -> Map.of("Fn::GetAtt", List.of(path.split("\\.", 2))));
            List.of("If", "Equals", "Not", "Or").forEach(name -> addOfList("!" + name, "Fn::" + name));
        }

        private void addOfList(String tag, String name) {
            yamlConstructors.put(new Tag(tag), new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return Map.of(name, constructSequence((SequenceNode) node));
                }
            });
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
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        return file.toString().endsWith(".json")
                ? new RawTemplate(JSON.readTree(file.toFile()), folder)
                : new RawTemplate(
                        JSON.valueToTree(new Yaml(new ShortFunctions()).load(Files.readString(file))), folder);
    }

    /** The same where a parameter is given. */
    RawTemplate with(String parameter, String value) {
        ObjectNode given = root.deepCopy();
        given.withObject("/Parameters/" + parameter).put("Default", value);
        return new RawTemplate(given, folder);
    }

    /** By logical id; what SAM and nested applications make of some among them. */
    Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new LinkedHashMap<>();
        root.path("Resources").properties().forEach(entry -> expand(entry.getKey(), entry.getValue(), resources));
        var outputs = nestedOutputs();
        resources.replaceAll((id, resource) -> outputs.resolve(resource));
        return resources;
    }

    JsonNode outputs() {
        return nestedOutputs().resolve(root.path("Outputs"));
    }

    private void expand(String id, JsonNode written, Map<String, JsonNode> resources) {
        switch (written.path("Type").asText()) {
            case "AWS::Serverless::Function" -> SamExpansion.expand(id, withGlobals(written), resources);
            case "AWS::Serverless::Application" -> nested(id, written).addResources(resources);
            default -> resources.put(id, written);
        }
    }

    private NestedOutputs nestedOutputs() {
        Map<String, JsonNode> outputs = new HashMap<>();
        root.path("Resources").properties().stream()
                .filter(entry -> entry.getValue().path("Type").asText().equals("AWS::Serverless::Application"))
                .forEach(entry -> nested(entry.getKey(), entry.getValue()).addOutputs(outputs));
        return new NestedOutputs(outputs, new NestedTemplate("", root, JSON.createObjectNode())::holds);
    }

    private NestedTemplate nested(String id, JsonNode application) {
        var properties = application.path("Properties");
        var template = nested(properties.path("Location").asText());
        return new NestedTemplate(id, template, withDefaults(properties.path("Parameters")));
    }

    /** A nested condition looks at the value itself. */
    private JsonNode withDefaults(JsonNode given) {
        ObjectNode known = JSON.createObjectNode();
        given.properties().forEach(entry -> {
            var parameter =
                    root.path("Parameters").path(entry.getValue().path("Ref").asText());
            known.set(entry.getKey(), parameter.has("Default") ? parameter.get("Default") : entry.getValue());
        });
        return known;
    }

    private JsonNode nested(String location) {
        try {
            return read(folder.resolve(location)).root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, JsonNode> resources(String type) {
        var resources = resources();
        resources.values().removeIf(resource -> !resource.path("Type").asText().equals(type));
        return resources;
    }

    /** SAM's functions have what {@code Globals} says for all of them, and what they add to it. */
    private JsonNode withGlobals(JsonNode resource) {
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
