package dev.evenstep.local.template.language;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code Ref} and the {@code Fn::…} that give a value, apart from {@code Fn::If}. */
final class Functions {

    private static final String EXTENSION =
            "belongs to the transform AWS::LanguageExtensions, which runs in an account only; write the value out";

    /** Functions that only an account can answer, and what to do instead. */
    private static final Map<String, String> OUT_OF_REACH = Map.of(
            "Fn::ImportValue", "takes another stack's output, and there is no other stack here; make it a parameter",
            "Fn::GetAZs", "asks an account for its availability zones; write them out or make them a parameter",
            "Fn::Cidr", "is not resolved locally; write the blocks out",
            "Fn::Transform", "runs a macro, which an account only can; write its result out",
            "Fn::Length", EXTENSION,
            "Fn::ToJsonString", EXTENSION);

    private final Evaluator evaluator;
    private final Names names;
    private final Lookup lookup;
    private final References references;
    private final Problems problems;

    Functions(Evaluator evaluator, Names names, Lookup lookup, References references, Problems problems) {
        this.evaluator = evaluator;
        this.names = names;
        this.lookup = lookup;
        this.references = references;
        this.problems = problems;
    }

    Node call(Node.Mapping written, Place place) {
        var entry = written.entries().entrySet().iterator().next();
        var call = new Call(entry.getKey(), entry.getValue(), written, place);
        return switch (call.name()) {
            case "Ref" -> ref(call);
            case "Fn::GetAtt" -> attribute(call);
            case "Fn::Sub" -> substitute(call);
            case "Fn::Join" -> join(call);
            case "Fn::Select" -> select(call);
            case "Fn::Split" -> split(call);
            case "Fn::FindInMap" -> find(call);
            case "Fn::Base64" -> base64(call);
            case "Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals" -> misfit(call, "belongs in the section Conditions");
            default -> outOfReach(call);
        };
    }

    /** One use of a function. */
    private record Call(String name, Node argument, Node at, Place place) {}

    private Node ref(Call call) {
        return call.argument() instanceof Node.Scalar name
                ? named(name.text(), call)
                : misfit(call, "takes the name of a parameter or a resource");
    }

    private Node named(String name, Call call) {
        return names.find(name, call.at(), call.place(), problems)
                .orElseGet(() -> references.ref(name, call.at(), call.place()));
    }

    private Node attribute(Call call) {
        if (call.argument() instanceof Node.Scalar path && path.text().indexOf('.') > 0) {
            return references.attribute(path.text(), call.at(), call.place());
        }
        var arguments = arguments(call, 2, 3);
        return arguments
                .flatMap(Functions::texts)
                .map(path -> references.attribute(String.join(".", path), call.at(), call.place()))
                .orElseGet(() -> misfit(call, arguments, "takes a resource's logical id and the name of an attribute"));
    }

    private Node substitute(Call call) {
        if (call.argument() instanceof Node.Scalar template) {
            return new Substitution(template.text(), variable -> variable(variable, Node.Mapping.empty(0), call))
                    .at(call.at(), call.place(), problems);
        }
        if (call.argument() instanceof Node.Sequence sequence
                && sequence.items().size() == 2
                && sequence.items().getFirst() instanceof Node.Scalar template
                && sequence.items().getLast() instanceof Node.Mapping own
                && !own.isFunction()) {
            return new Substitution(template.text(), variable -> variable(variable, own, call))
                    .at(call.at(), call.place(), problems);
        }
        return misfit(call, "takes a text, or a list of a text and a mapping of variables");
    }

    private Node variable(String name, Node.Mapping own, Call call) {
        var value = own.get(name);
        if (value != null) {
            return evaluator.resolve(value, call.place());
        }
        return name.contains(".") && !references.has(name)
                ? references.attribute(name, call.at(), call.place())
                : named(name, call);
    }

    private Node join(Call call) {
        var arguments = arguments(call, 2, 2);
        if (arguments.isPresent()
                && arguments.get().getFirst() instanceof Node.Scalar delimiter
                && arguments.get().getLast() instanceof Node.Sequence parts) {
            if (broken(parts.items())) {
                return new Node.Broken(call.at().line());
            }
            var texts = texts(parts.items());
            if (texts.isPresent()) {
                return Node.Scalar.text(
                        String.join(delimiter.text(), texts.get()), call.at().line());
            }
        }
        return misfit(call, arguments, "takes a delimiter and a list of texts");
    }

    private Node select(Call call) {
        var arguments = arguments(call, 2, 2);
        if (arguments.isEmpty()
                || !(arguments.get().getFirst() instanceof Node.Scalar index)
                || !(arguments.get().getLast() instanceof Node.Sequence list)
                || !index.text().matches("\\d{1,6}")) {
            return misfit(call, arguments, "takes an index and a list");
        }
        var position = Integer.parseInt(index.text());
        return position < list.items().size()
                ? list.items().get(position)
                : misfit(
                        call,
                        "asks for item " + position + " (counted from 0) of "
                                + list.items().size());
    }

    private Node split(Call call) {
        var arguments = arguments(call, 2, 2);
        if (arguments.isPresent()
                && arguments.get().getFirst() instanceof Node.Scalar delimiter
                && arguments.get().getLast() instanceof Node.Scalar text
                && !delimiter.text().isEmpty()) {
            var parts = Arrays.stream(text.text().split(Pattern.quote(delimiter.text()), -1))
                    .<Node>map(part -> Node.Scalar.text(part, call.at().line()))
                    .toList();
            return new Node.Sequence(parts, call.at().line());
        }
        return misfit(call, arguments, "takes a delimiter and a text");
    }

    private Node find(Call call) {
        var arguments = arguments(call, 3, 4);
        var keys = arguments.flatMap(found -> texts(found.subList(0, 3)));
        if (arguments.isEmpty() || keys.isEmpty()) {
            return misfit(call, arguments, "takes the name of a map and two keys");
        }
        return lookup.find(keys.get().get(0), keys.get().get(1), keys.get().get(2))
                .or(() -> otherwise(arguments.get()))
                .orElseGet(() -> misfit(call, "finds no text and no list under " + String.join(" / ", keys.get())));
    }

    private static Optional<Node> otherwise(List<Node> arguments) {
        return arguments.size() == 4 && arguments.get(3) instanceof Node.Mapping options
                ? Optional.ofNullable(options.get("DefaultValue"))
                : Optional.empty();
    }

    private Node base64(Call call) {
        var value = evaluator.resolve(call.argument(), call.place());
        if (value instanceof Node.Scalar text) {
            var encoded = Base64.getEncoder().encodeToString(text.text().getBytes(StandardCharsets.UTF_8));
            return Node.Scalar.text(encoded, call.at().line());
        }
        return misfit(call, Optional.of(List.of(value)), "takes a text");
    }

    private Node outOfReach(Call call) {
        evaluator.resolve(call.argument(), Place.mention(call.place().where()));
        var why = OUT_OF_REACH.get(call.name());
        if (why == null) {
            why = call.name().startsWith("Fn::ForEach") ? EXTENSION : "is no function of CloudFormation";
        }
        return misfit(call, why);
    }

    /** The arguments, resolved; empty where there are too few or too many. */
    private Optional<List<Node>> arguments(Call call, int least, int most) {
        if (!(call.argument() instanceof Node.Sequence sequence)) {
            return Optional.empty();
        }
        var items = sequence.items().stream()
                .map(item -> evaluator.resolve(item, call.place()))
                .toList();
        return items.size() >= least && items.size() <= most ? Optional.of(items) : Optional.empty();
    }

    private static boolean broken(List<Node> nodes) {
        return nodes.stream().anyMatch(Node.Broken.class::isInstance);
    }

    private static Optional<List<String>> texts(List<Node> nodes) {
        var texts = nodes.stream()
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text())
                .collect(Collectors.toList());
        return texts.size() == nodes.size() ? Optional.of(texts) : Optional.empty();
    }

    private Node misfit(Call call, Optional<List<Node>> arguments, String what) {
        return arguments.isPresent() && broken(arguments.get())
                ? new Node.Broken(call.at().line())
                : misfit(call, what);
    }

    private Node misfit(Call call, String what) {
        return switch (call.place().purpose()) {
            case VALUE -> problems.broken(call.at(), call.place().where(), call.name() + " " + what);
            case MENTION -> Unknown.of(call.name(), call.at().line());
        };
    }
}
