package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** A first look at a resource, at what its name is made of, while other resources may still be nameless. */
record Glance(Declaration declaration, Evaluator evaluator, TemplateOptions options, Place.Purpose purpose) {

    /** For a resource that nothing will be made of. */
    Glance leniently() {
        return new Glance(declaration, evaluator, options, Place.Purpose.MENTION);
    }

    Arns arns() {
        return Arns.of(options);
    }

    /** A property's value; empty where it is not set, or broken. */
    Optional<String> text(String property) {
        return node(property)
                .map(node -> evaluator.resolve(node, place(property)))
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text());
    }

    boolean has(String property) {
        return node(property).isPresent();
    }

    boolean flag(String property) {
        return text(property).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** The name given by a property, or stack and logical id where it is not set. */
    String name(String property, int longest) {
        return text(property).orElseGet(() -> generated(longest));
    }

    /** AWS adds random letters to such a name; here it stays the same from one start to the next. */
    String generated(int longest) {
        var name = options.stackName() + "-" + declaration.id();
        if (name.length() <= longest) {
            return name;
        }
        return name.substring(0, longest - 9) + "-" + id().substring(0, 8);
    }

    /** An id like those that AWS makes up, the same at every start. */
    String id() {
        var name = options.stackName() + "-" + declaration.id();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Optional<Node> node(String property) {
        return Optional.ofNullable(declaration.properties().get(property))
                .map(node -> evaluator.choose(node, place(property)))
                .filter(node -> !(node instanceof Node.Absent));
    }

    private Place place(String property) {
        return new Place(declaration.origin().where(property), purpose);
    }
}
