package dev.evenstep.local.template.language;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code Ref} and the {@code Fn::…} that give a value, apart from {@code Fn::If}. */
final class IntrinsicFunctions {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:]+");
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
    private final RefValues names;
    private final Node mappings;
    private final References references;
    private final Problems problems;

    IntrinsicFunctions(Evaluator evaluator, RefValues names, Node mappings, References references, Problems problems) {
        this.evaluator = evaluator;
        this.names = names;
        this.mappings = mappings;
        this.references = references;
        this.problems = problems;
    }

    Node call(Node.Mapping written, ValueLocation location) {
        var entry = written.entries().entrySet().iterator().next();
        var call = new Call(entry.getKey(), entry.getValue(), written, location);
        return switch (call.name()) {
            case "Ref" ->
                call.argument()
                        .asText()
                        .map(name -> named(name, call))
                        .orElseGet(() -> misfit(call, "takes the name of a parameter or a resource"));
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
    private record Call(String name, Node argument, Node at, ValueLocation location) {

        Node text(String text) {
            return Node.Scalar.text(text, at.line());
        }
    }

    private Node named(String name, Call call) {
        return names.find(name, call.at(), call.location(), problems)
                .orElseGet(() -> references.find(name, null, call.at(), call.location()));
    }

    private Node attribute(Call call) {
        var arguments = arguments(call, 2, 3);
        var path = call.argument().asText().or(() -> texts(arguments).map(texts -> String.join(".", texts)));
        return path.filter(text -> text.indexOf('.') > 0)
                .map(text -> attribute(text, call))
                .orElseGet(() -> misfit(call, arguments, "takes a resource's logical id and the name of an attribute"));
    }

    private Node attribute(String path, Call call) {
        var dot = path.indexOf('.');
        return references.find(path.substring(0, dot), path.substring(dot + 1), call.at(), call.location());
    }

    private Node substitute(Call call) {
        var items = call.argument().items();
        var withVariables = items.size() == 2 && items.getLast() instanceof Node.Mapping own && !own.isFunction();
        var template = withVariables ? items.getFirst() : call.argument();
        var variables = withVariables ? items.getLast() : Node.Mapping.empty(0);
        return template.asText()
                .map(text -> substitute(text, variables, call))
                .orElseGet(() -> misfit(call, "takes a text, or a list of a text and a mapping of variables"));
    }

    /** {@code ${!Name}} stands for itself without the exclamation mark. */
    private Node substitute(String template, Node variables, Call call) {
        var text = new StringBuilder();
        var end = 0;
        for (var matcher = VARIABLE.matcher(template); matcher.find(); end = matcher.end()) {
            text.append(template, end, matcher.start());
            var name = matcher.group(1);
            if (name.startsWith("!")) {
                text.append("${").append(name, 1, name.length()).append('}');
                continue;
            }
            var value = variable(name, variables, call);
            if (!(value instanceof Node.Scalar scalar)) {
                var misfit = "has ${" + name + "}, whose value is no text; Fn::Join takes lists";
                return misfit(call, List.of(value), misfit);
            }
            text.append(scalar.text());
        }
        return call.text(text.append(template, end, template.length()).toString());
    }

    private Node variable(String name, Node variables, Call call) {
        var value = variables.get(name);
        if (!value.isAbsent()) {
            return evaluator.resolve(value, call.location());
        }
        if (!NAME.matcher(name).matches()) {
            return misfit(call, "has ${" + name + "}, which is no name; write ${!" + name + "} for the text itself");
        }
        return name.indexOf('.') > 0 ? attribute(name, call) : named(name, call);
    }

    private Node join(Call call) {
        var arguments = arguments(call, 2, 2);
        if (arguments.size() == 2
                && arguments.getFirst() instanceof Node.Scalar delimiter
                && arguments.getLast() instanceof Node.NodeList parts) {
            return texts(parts.items())
                    .map(texts -> call.text(String.join(delimiter.text(), texts)))
                    .orElseGet(() -> misfit(call, parts.items(), "takes a delimiter and a list of texts"));
        }
        return misfit(call, arguments, "takes a delimiter and a list of texts");
    }

    private Node select(Call call) {
        var arguments = arguments(call, 2, 2);
        if (arguments.isEmpty()
                || !(arguments.getFirst() instanceof Node.Scalar index)
                || !(arguments.getLast() instanceof Node.NodeList list)
                || !index.text().matches("\\d{1,6}")) {
            return misfit(call, arguments, "takes an index and a list");
        }
        var position = Integer.parseInt(index.text());
        var size = list.items().size();
        return position < size
                ? list.items().get(position)
                : misfit(call, "asks for item " + position + " (counted from 0) of " + size);
    }

    private Node split(Call call) {
        var arguments = arguments(call, 2, 2);
        if (arguments.size() == 2
                && arguments.getFirst() instanceof Node.Scalar delimiter
                && arguments.getLast() instanceof Node.Scalar text
                && !delimiter.text().isEmpty()) {
            var parts = text.text().split(Pattern.quote(delimiter.text()), -1);
            return new Node.NodeList(
                    Arrays.stream(parts).map(call::text).toList(), call.at().line());
        }
        return misfit(call, arguments, "takes a delimiter and a text");
    }

    /** Constants only: there are no functions in the section Mappings. */
    private Node find(Call call) {
        var arguments = arguments(call, 3, 4);
        var keys = texts(arguments.stream().limit(3).toList());
        if (arguments.isEmpty() || keys.isEmpty()) {
            return misfit(call, arguments, "takes the name of a map and two keys");
        }
        var found = mappings;
        for (var key : keys.get()) {
            found = found.get(key);
        }
        var isList = found instanceof Node.NodeList && texts(found.items()).isPresent();
        if (isList || found instanceof Node.Scalar) {
            return found;
        }
        var otherwise = arguments.getLast().get("DefaultValue");
        return otherwise.isAbsent()
                ? misfit(call, "finds no text and no list under " + String.join(" / ", keys.get()))
                : otherwise;
    }

    private Node base64(Call call) {
        var value = evaluator.resolve(call.argument(), call.location());
        return value.asText()
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .map(call::text)
                .orElseGet(() -> misfit(call, List.of(value), "takes a text"));
    }

    private Node outOfReach(Call call) {
        evaluator.resolve(call.argument(), ValueLocation.mention(call.location().where()));
        var unknown = call.name().startsWith("Fn::ForEach") ? EXTENSION : "is no function of CloudFormation";
        return misfit(call, OUT_OF_REACH.getOrDefault(call.name(), unknown));
    }

    /** The arguments, resolved; none where there are too few or too many. */
    private List<Node> arguments(Call call, int least, int most) {
        var items = call.argument().items();
        return items.size() >= least && items.size() <= most
                ? items.stream()
                        .map(item -> evaluator.resolve(item, call.location()))
                        .toList()
                : List.of();
    }

    /** All of them as texts; empty where one is none. */
    private static Optional<List<String>> texts(List<Node> nodes) {
        var texts = nodes.stream().flatMap(node -> node.asText().stream()).toList();
        return texts.size() == nodes.size() ? Optional.of(texts) : Optional.empty();
    }

    /** What is broken is reported already. */
    private Node misfit(Call call, List<Node> arguments, String what) {
        return arguments.stream().anyMatch(Node.Broken.class::isInstance)
                ? new Node.Broken(call.at().line())
                : misfit(call, what);
    }

    private Node misfit(Call call, String what) {
        return switch (call.location().purpose()) {
            case VALUE -> problems.broken(call.at(), call.location().where(), call.name() + " " + what);
            case MENTION -> Node.Scalar.unknown(call.name(), call.at().line());
        };
    }
}
