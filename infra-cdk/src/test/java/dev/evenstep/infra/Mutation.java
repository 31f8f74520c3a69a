package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A copy of a template, all that SAM makes of it written out, in which something is broken. */
final class Mutation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode resources = root.putObject("Resources");

    Mutation(Path file) throws IOException {
        var template = RawTemplate.read(file);
        root.set("Parameters", template.root().path("Parameters"));
        template.resources().forEach((id, resource) -> resources.set(id, resource.deepCopy()));
    }

    RawTemplate template() {
        return new RawTemplate(root, Path.of(""));
    }

    /**
     * @param what such as {@code Queue shop-place-order}
     * @param path a pointer into its properties; {@code -}: the resource goes; from {@code ^} on: beside its properties, and
     *     {@code ^} alone: the whole of it
     * @param value as JSON; {@code -}: what stands there goes
     */
    void apply(String what, String path, String value) throws IOException {
        var meaning = new Meaning(template());
        var ids = resources.properties().stream()
                .map(entry -> entry.getKey())
                .filter(id -> meaning.identity(id).matches(what))
                .toList();
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("nothing to break: there is no " + what);
        }
        if (path.equals("-")) {
            resources.remove(ids);
        } else if (path.equals("^")) {
            resources.set(ids.getFirst(), JSON.readTree(value));
        } else {
            for (var id : ids) {
                set(path.startsWith("^") ? path.substring(1) : "/Properties" + path, id, value);
            }
        }
    }

    private void set(String pointer, String id, String value) throws IOException {
        var names = List.of(pointer.substring(1).split("/"));
        JsonNode parent = resources.get(id);
        for (var name : names.subList(0, names.size() - 1)) {
            if (parent instanceof ObjectNode object && !object.has(name)) {
                object.putObject(name);
            }
            parent = parent.isArray() ? parent.get(Integer.parseInt(name)) : parent.get(name);
        }
        if (value.equals("-")) {
            ((ObjectNode) parent).remove(names.getLast());
        } else {
            ((ObjectNode) parent).set(names.getLast(), JSON.readTree(value));
        }
    }
}
