package dev.evenstep.local.template;

import dev.evenstep.local.template.Properties.Reading;
import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.ValueLocation;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a template by logical id: what each is called, worked out when it is first asked for, and who refers
 * to whom.
 */
final class Catalog {

    private static final int LONGEST_CHAIN = 50;

    private final Map<String, Resource> present = new LinkedHashMap<>();
    private final Map<String, String> absent = new HashMap<>();
    private final Map<String, String> shorthands;
    private final Map<String, ResourceIdentity> identities = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();
    private final ReferenceCycles cycles = new ReferenceCycles();
    private final Evaluator evaluator;
    private final ResourceNames names;
    private final Problems problems;

    /** A resource that the conditions let be. */
    record Resource(Declaration declaration, ResourceType kind, Properties properties) {

        boolean isInert() {
            return kind instanceof InertResource;
        }
    }

    /** @param evaluator sees no resources itself */
    Catalog(
            SamTransform.Result declared,
            ResourceTypes kinds,
            Evaluator evaluator,
            ResourceNames names,
            StackBuilder builder,
            Problems problems) {
        this.shorthands = declared.shorthands();
        this.evaluator = evaluator;
        this.names = names;
        this.problems = problems;
        for (var declaration : declared.all()) {
            var id = declaration.id();
            var condition = declaration.condition();
            if (!condition.isEmpty() && !evaluator.holds(condition, declaration.properties(), id)) {
                absent.put(id, condition);
                continue;
            }
            var kind = kinds.of(declaration.type());
            var purpose = kind instanceof InertResource ? ValueLocation.Purpose.MENTION : ValueLocation.Purpose.VALUE;
            var reading = new Reading(declaration, seenFrom(id), purpose, builder, problems);
            present.put(id, new Resource(declaration, kind, new Properties(reading, declaration.properties(), "")));
        }
    }

    Collection<Resource> present() {
        return present.values();
    }

    /** Notes that one resource needs another; only what is created here can be in the way of each other. */
    void connect(String from, String to) {
        var resource = present.get(from);
        if (resource != null && !resource.isInert() && present.containsKey(to)) {
            cycles.add(from, to);
        }
    }

    /** Reports resources that need each other; for when all have been looked at. */
    void checkCircles() {
        var circle = cycles.find();
        circle.stream()
                .limit(1)
                .flatMap(id -> Stream.ofNullable(present.get(id)))
                .forEach(first -> problems.report(
                        first.declaration().line(),
                        first.declaration().id(),
                        "stands in a circle of resources, of which none can be created first: "
                                + String.join(" → ", circle) + "; give one of them a name and refer to it by that"));
    }

    /** What a resource is called; empty where names go round in a circle, which is reported. */
    Optional<ResourceIdentity> identity(Resource resource) {
        var id = resource.declaration().id();
        var known = identities.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (underway.contains(id) || underway.size() >= LONGEST_CHAIN) {
            var what = underway.contains(id)
                    ? "takes its name in a circle of references: " + String.join(" → ", underway)
                    : "takes its name from another, which does so too, more than " + LONGEST_CHAIN + " times";
            problems.report(resource.declaration().line(), id, what);
            return Optional.empty();
        }
        underway.add(id);
        var identity = resource.kind().identify(resource.properties(), names);
        underway.remove(id);
        identities.put(id, identity);
        return Optional.of(identity);
    }

    /** An evaluator for the values of one resource, or of an output. */
    Evaluator seenFrom(String id) {
        return evaluator.seeing((name, attribute, at, location) -> {
            var reference = expanded(name, attribute);
            var found = present.get(reference.id());
            if (found != null && location.purpose() == ValueLocation.Purpose.VALUE) {
                connect(id, found.declaration().id());
            }
            return found == null ? stranger(name, at, location) : value(found, reference.attribute(), at, location);
        });
    }

    private record Reference(String id, @Nullable String attribute) {}

    /** SAM's names for what it makes: {@code MyFunction.Alias}, {@code MyFunction.Version}, … */
    private Reference expanded(String name, @Nullable String attribute) {
        var path = attribute == null ? name : name + "." + attribute;
        for (var shorthand : shorthands.entrySet()) {
            if (path.equals(shorthand.getKey())) {
                return new Reference(shorthand.getValue(), null);
            }
            if (path.startsWith(shorthand.getKey() + ".")) {
                return new Reference(
                        shorthand.getValue(), path.substring(shorthand.getKey().length() + 1));
            }
        }
        return new Reference(name, attribute);
    }

    private Node value(Resource found, @Nullable String attribute, Node at, ValueLocation location) {
        var known = identity(found);
        if (known.isEmpty()) {
            return new Node.Broken(at.line());
        }
        var identity = known.get();
        if (attribute == null) {
            return Node.Scalar.text(identity.ref(), at.line());
        }
        if (identity.open() || identity.attributes().containsKey(attribute)) {
            var made = identity.name() + "." + attribute;
            return Node.Scalar.text(identity.attributes().getOrDefault(attribute, made), at.line());
        }
        return problems.broken(
                at,
                location.where(),
                "asks for " + found.declaration().id() + "." + attribute + ", which a "
                        + found.declaration().type() + " here has not; it has "
                        + identity.attributes().keySet().stream().sorted().toList());
    }

    /** SAM makes more of its own types ({@code MyApi.Stage}, {@code MyApiProdStage}) than is known here. */
    private Node stranger(String name, Node at, ValueLocation location) {
        for (var owner : present.values()) {
            var id = owner.declaration().id();
            if (owner.declaration().isSam() && owner.isInert() && name.startsWith(id)) {
                return identity(owner)
                        .<Node>map(
                                identity -> Node.Scalar.text(identity.name() + name.substring(id.length()), at.line()))
                        .orElseGet(() -> new Node.Broken(at.line()));
            }
        }
        var condition = absent.get(name);
        var why = condition == null
                ? ", which is neither a parameter nor a resource of this template"
                : ", which is there only if the condition " + condition
                        + " holds, and it does not; put the reference into an Fn::If";
        return problems.broken(at, location.where(), "refers to " + name + why);
    }
}
