package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.ValueLocation;
import java.util.List;
import java.util.Map;

/** A function of SAM's with all that is needed to make further resources of it. */
record SamFunction(Declaration declaration, Evaluator evaluator, Problems problems, SamTransform.Result result) {

    String id() {
        return declaration.id();
    }

    Node text(String text) {
        return Node.Scalar.text(text, declaration.line());
    }

    Node ref(String resource) {
        return Node.Mapping.of("Ref", text(resource));
    }

    Node attribute(String resource, String attribute) {
        var path = List.of(text(resource), text(attribute));
        return Node.Mapping.of("Fn::GetAtt", new Node.NodeList(path, declaration.line()));
    }

    /** A property, its {@code Fn::If} decided. */
    Node property(String name) {
        return chosen(declaration.properties(), name, name);
    }

    /** A property of a part of this function, its {@code Fn::If} decided. */
    Node chosen(Node part, String name, String path) {
        var chosen = evaluator.choose(
                part.get(name), ValueLocation.of(declaration.origin().where(path)));
        return chosen.isNull() ? new Node.NoValue(chosen.line()) : chosen;
    }

    /** A property that must be an object; absent where it is not set or is none, which is reported. */
    Node object(Node part, String name, String path) {
        var found = chosen(part, name, path);
        if (found instanceof Node.Mapping || found.isAbsent()) {
            return found;
        }
        problem(found, path, "must be an object");
        return new Node.NoValue(found.line());
    }

    void problem(Node at, String path, String what) {
        problems.report(at.line(), declaration.origin().where(path), what);
    }

    Origin within(String path) {
        return within(path, Map.of());
    }

    Origin within(String path, Map<String, String> renamed) {
        return declaration.origin().within(path, renamed);
    }

    /** Makes a resource of a part of this function. */
    void make(String newId, String type, Origin origin, Map<String, Node> properties) {
        add(newId, type, origin, properties, false);
    }

    /** Makes a resource that nobody wrote and that has no effect here, but that others may refer to. */
    void imply(String newId, String type) {
        add(newId, type, declaration.origin(), Map.of(), true);
    }

    private void add(String newId, String type, Origin origin, Map<String, Node> properties, boolean implied) {
        var line = declaration.line();
        var written =
                new Node.Mapping(Map.of("Type", text(type), "Properties", new Node.Mapping(properties, line)), line);
        var condition = declaration.written().get("Condition");
        var conditional = condition.isAbsent() ? written : written.with("Condition", condition);
        result.all().add(new Declaration(declaration.within(), newId, conditional, origin, implied));
    }

    boolean hasMade(String newId) {
        return result.all().stream().anyMatch(made -> made.id().equals(newId));
    }

    /** Lets {@code MyFunction.Suffix} stand for a resource. */
    void shorten(String suffix, String newId) {
        result.shorthands().put(id() + "." + suffix, newId);
    }
}
