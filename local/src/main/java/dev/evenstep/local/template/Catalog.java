package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.References;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The resources of a template by logical id: what each is called, worked out when it is first asked for, and who refers
 * to whom.
 */
final class Catalog {

    private static final int LONGEST_CHAIN = 50;

    private final Map<String, Declaration> present = new LinkedHashMap<>();
    private final Map<String, String> absent = new HashMap<>();
    private final Map<String, String> shorthands;
    private final Map<String, Identity> identities = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();
    private final Circles circles = new Circles();
    private final Kinds kinds;
    private final Evaluator evaluator;
    private final TemplateOptions options;
    private final Problems problems;

    /** @param evaluator sees no resources itself */
    Catalog(Declarations declarations, Kinds kinds, Evaluator evaluator, TemplateOptions options, Problems problems) {
        this.shorthands = declarations.shorthands();
        this.kinds = kinds;
        this.evaluator = evaluator;
        this.options = options;
        this.problems = problems;
        for (var declaration : declarations.all()) {
            var condition = declaration.condition();
            if (condition == null || evaluator.holds(condition, declaration.properties(), declaration.id())) {
                present.put(declaration.id(), declaration);
            } else {
                absent.put(declaration.id(), condition);
            }
        }
    }

    /** Every resource that the conditions let be. */
    Collection<Declaration> present() {
        return present.values();
    }

    boolean has(String id) {
        return present.containsKey(id);
    }

    /** Notes that one resource needs another; only what is created here can be in the way of each other. */
    void connect(String from, String to) {
        if (isCreated(from) && isCreated(to)) {
            circles.add(from, to);
        }
    }

    private boolean isCreated(String id) {
        var declaration = present.get(id);
        return declaration != null && !(kinds.of(declaration.type()) instanceof InertKind);
    }

    /** Reports resources that need each other; for when all have been looked at. */
    void checkCircles() {
        circles.find()
                .ifPresent(circle -> problems.report(
                        line(circle.getFirst()),
                        circle.getFirst(),
                        "stands in a circle of resources, of which none can be created first: "
                                + String.join(" → ", circle) + "; give one of them a name and refer to it by that"));
    }

    private int line(String id) {
        var declaration = present.get(id);
        return declaration == null ? 0 : declaration.line();
    }

    /** What a resource is called; empty where names go round in a circle, which is reported. */
    Optional<Identity> identity(Declaration declaration) {
        var known = identities.get(declaration.id());
        if (known != null) {
            return Optional.of(known);
        }
        if (underway.contains(declaration.id()) || underway.size() >= LONGEST_CHAIN) {
            problems.report(
                    declaration.line(),
                    declaration.id(),
                    underway.contains(declaration.id())
                            ? "takes its name in a circle of references: " + String.join(" → ", underway)
                            : "takes its name from another, which does so too, more than " + LONGEST_CHAIN + " times");
            return Optional.empty();
        }
        underway.add(declaration.id());
        var identity = kinds.of(declaration.type())
                .identify(new Glance(declaration, seenFrom(declaration.id()), options, Place.Purpose.VALUE));
        underway.remove(declaration.id());
        identities.put(declaration.id(), identity);
        return Optional.of(identity);
    }

    /** An evaluator for the values of one resource, or of an output. */
    Evaluator seenFrom(String id) {
        return evaluator.seeing(new From(id));
    }

    /** References as they are made from one resource. */
    private final class From implements References {

        private final String from;

        private From(String from) {
            this.from = from;
        }

        @Override
        public boolean has(String name) {
            return present.containsKey(name) || shorthands.containsKey(name);
        }

        @Override
        public Node ref(String name, Node at, Place place) {
            var id = shorthands.getOrDefault(name, name);
            var found = present.get(id);
            return found == null ? stranger(name, at, place) : value(found, at, place, Identity::ref);
        }

        @Override
        public Node attribute(String path, Node at, Place place) {
            var shorthand = shorthands.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey() + "."))
                    .findFirst();
            if (shorthand.isPresent()) {
                var rest = path.substring(shorthand.get().getKey().length());
                return attribute(shorthand.get().getValue() + rest, at, place);
            }
            var dot = path.indexOf('.');
            var found = present.get(path.substring(0, dot));
            return found == null
                    ? stranger(path.substring(0, dot), at, place)
                    : attribute(found, path.substring(dot + 1), at, place);
        }

        private Node attribute(Declaration found, String attribute, Node at, Place place) {
            used(found, place);
            var identity = identity(found);
            if (identity.isEmpty()) {
                return new Node.Broken(at.line());
            }
            var value = identity.get().attributes().get(attribute);
            if (value == null && identity.get().open()) {
                value = identity.get().name() + "." + attribute;
            }
            return value == null
                    ? problems.broken(
                            at,
                            place.where(),
                            "asks for " + found.id() + "." + attribute + ", which a " + found.type()
                                    + " here has not; it has "
                                    + identity.get().attributes().keySet().stream()
                                            .sorted()
                                            .toList())
                    : Node.Scalar.text(value, at.line());
        }

        private Node value(Declaration found, Node at, Place place, Function<Identity, String> part) {
            used(found, place);
            return identity(found)
                    .<Node>map(identity -> Node.Scalar.text(part.apply(identity), at.line()))
                    .orElseGet(() -> new Node.Broken(at.line()));
        }

        private void used(Declaration found, Place place) {
            if (place.purpose() == Place.Purpose.VALUE) {
                connect(from, found.id());
            }
        }

        /** SAM makes more of its own types ({@code MyApi.Stage}, {@code MyApiProdStage}) than is known here. */
        private Node stranger(String name, Node at, Place place) {
            return present.values().stream()
                    .filter(owner -> owner.isSam() && kinds.of(owner.type()) instanceof InertKind)
                    .filter(owner -> name.startsWith(owner.id()))
                    .findFirst()
                    .map(owner -> value(
                            owner,
                            at,
                            place,
                            identity ->
                                    identity.name() + name.substring(owner.id().length())))
                    .orElseGet(() -> missing(name, at, place));
        }

        private Node missing(String name, Node at, Place place) {
            var condition = absent.get(name);
            return problems.broken(
                    at,
                    place.where(),
                    condition == null
                            ? "refers to " + name + ", which is neither a parameter nor a resource of this template"
                            : "refers to " + name + ", which is there only if the condition " + condition
                                    + " holds, and it does not; put the reference into an Fn::If");
        }
    }
}
