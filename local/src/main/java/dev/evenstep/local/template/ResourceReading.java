package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One resource on its way into the stack. */
final class ResourceReading {

    /** Attributes of a resource, beside its properties, that have no effect locally. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "DeletionPolicy", "a local stack leaves nothing behind but its data folder",
            "UpdateReplacePolicy", "a local stack is never updated",
            "UpdatePolicy", "a local stack is never updated",
            "CreationPolicy", "local resources are there at once",
            "Connectors", Why.PERMISSIONS);

    /** Attributes that have their effect, or none anywhere. */
    private static final Set<String> SILENT = Set.of("Condition", "DependsOn", "Metadata", "IgnoreGlobals", "Version");

    private static final String NO_ATTRIBUTE = "is no attribute of a resource; it belongs under Properties, or nowhere";

    private final Subject subject;
    private final Identity identity;
    private final Kind kind;
    private final Draft draft;
    private Properties properties;

    ResourceReading(Subject subject, Identity identity, Kinds kinds, Draft draft) {
        this.subject = subject;
        this.identity = identity;
        this.kind = kinds.of(subject.declaration().type());
        this.draft = draft;
        this.properties =
                new Properties(Node.Mapping.empty(subject.declaration().line()), "", subject);
    }

    /** Resolves the properties and says what of them is not honoured. */
    void inspect(Catalog catalog) {
        var declaration = subject.declaration();
        var evaluator = catalog.seenFrom(declaration.id());
        var inspection = new Inspection(subject, kind.properties(), evaluator, draft);
        if (kind instanceof InertKind inert) {
            inspection.mentionOnly();
            if (!declaration.implied()) {
                draft.leave(declaration.origin(), "", inert.why());
            }
        } else {
            properties = inspection.properties();
        }
        declaration.attributes().keySet().stream()
                .filter(name -> !SILENT.contains(name))
                .sorted()
                .forEach(name -> draft.leave(declaration.origin(), name, ATTRIBUTES.getOrDefault(name, NO_ATTRIBUTE)));
        dependencies(declaration).filter(catalog::has).forEach(id -> catalog.connect(declaration.id(), id));
    }

    private static Stream<String> dependencies(Declaration declaration) {
        return switch (declaration.attributes().get("DependsOn")) {
            case Node.Scalar id -> Stream.of(id.text());
            case Node.Sequence ids ->
                ids.items().stream().filter(Node.Scalar.class::isInstance).map(id -> ((Node.Scalar) id).text());
            case Node.Mapping mapping -> Stream.empty();
            case Node.Absent absent -> Stream.empty();
            case Node.Broken broken -> Stream.empty();
            case null -> Stream.empty();
        };
    }

    void define() {
        kind.define(properties, identity, draft);
    }

    void connect() {
        kind.connect(properties, identity, draft);
    }

    void conclude() {
        kind.conclude(properties, identity, draft);
    }
}
