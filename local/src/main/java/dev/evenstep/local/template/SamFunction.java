package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import dev.evenstep.local.template.language.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A function of SAM's with all that is needed to make further resources of it. */
record SamFunction(Declaration declaration, Evaluator evaluator, Problems problems) {

    String id() {
        return declaration.id();
    }

    int line() {
        return declaration.line();
    }

    Node ref() {
        return Nodes.ref(id(), line());
    }

    /** The ARN of the function, or of the alias that stands for it. */
    Node arn(Optional<SamAlias> alias) {
        return alias.map(found -> Nodes.ref(found.id(), line())).orElseGet(() -> Nodes.attribute(id(), "Arn", line()));
    }

    /** A property that is set, its {@code Fn::If} decided; null where it is not. */
    @Nullable
    Node property(String name) {
        return chosen(declaration.properties(), name, name);
    }

    /** A property of a part of this function, its {@code Fn::If} decided; null where it is not set. */
    @Nullable
    Node chosen(Node.Mapping part, String name, String path) {
        var written = part.get(name);
        if (written == null) {
            return null;
        }
        var chosen = evaluator.choose(written, Place.of(declaration.origin().where(path)));
        var isNull = chosen instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL;
        return isNull || chosen instanceof Node.Absent ? null : chosen;
    }

    /** A property that must be an object; null where it is not set or is none, which is reported. */
    Node.@Nullable Mapping object(Node.Mapping part, String name, String path) {
        var found = chosen(part, name, path);
        if (found instanceof Node.Mapping mapping) {
            return mapping;
        }
        if (found != null) {
            problem(found, path, "must be an object");
        }
        return null;
    }

    void problem(Node at, String path, String what) {
        problems.report(at.line(), declaration.origin().where(path), what);
    }

    /** A resource made of the part of this function that a dotted path names. */
    Declaration resource(String newId, String type, String path, Map<String, Node> properties) {
        return resource(newId, type, declaration.origin().within(path, Map.of()), properties);
    }

    Declaration resource(String newId, String type, Origin origin, Map<String, Node> properties) {
        return new Declaration(newId, type, new Node.Mapping(properties, line()), inherited(), origin, false, line());
    }

    /** A resource that nobody wrote and that has no effect here, but that others may refer to. */
    Declaration implied(String newId, String type) {
        var origin = declaration.origin();
        return new Declaration(newId, type, Node.Mapping.empty(line()), inherited(), origin, true, line());
    }

    private Map<String, Node> inherited() {
        Map<String, Node> inherited = new HashMap<>();
        var condition = declaration.attributes().get("Condition");
        if (condition != null) {
            inherited.put("Condition", condition);
        }
        return inherited;
    }
}
