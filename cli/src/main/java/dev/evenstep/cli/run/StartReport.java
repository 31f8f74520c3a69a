package dev.evenstep.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.NotHonoured;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.stack.StreamSpec;
import dev.evenstep.local.stack.TableSpec;
import dev.evenstep.local.stack.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs where, and what of the template does not. */
public final class StartReport {

    private final LocalRun run;
    private final Stack stack;

    public StartReport(LocalRun run) {
        this.run = run;
        this.stack = run.stack();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "");
        if (!stack.notHonoured().isEmpty()) {
            line(text, "The template says, and this run leaves undone:");
            notHonoured().forEach((why, what) -> {
                line(text, "  " + why);
                what.forEach((property, resources) -> line(text, "    " + resources(property, resources)));
            });
            line(text, "");
        }
        warnings().forEach(warning -> line(text, "! " + warning));
        line(text, "stack            " + stack.name());
        stack.functions().forEach(function -> line(text, "function         " + describe(function)));
        stack.queues().forEach(queue -> line(text, "queue            " + queue.name()));
        stack.tables().forEach(table -> line(text, "table            " + table.name()));
        stack.streams().forEach(stream -> line(text, "stream           " + stream.name()));
        stack.topics().forEach(topic -> line(text, "topic            " + describe(topic)));
        stack.buses().forEach(bus -> line(text, "bus              " + bus.name()));
        stack.rules().forEach(rule -> line(text, "rule             " + describe(rule)));
        run.sidecars().forEach((name, url) -> line(text, "%-16s %s".formatted(name, url)));
        run.brokers().forEach((name, address) -> line(text, "%-16s %s".formatted(name, address)));
        line(text, "endpoint         " + run.endpoint() + "  (AWS_ENDPOINT_URL, any region, any credentials)");
        line(text, "");
        line(text, "ready; Ctrl-C ends it");
        return text.toString();
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("endpoint", run.endpoint().toString());
        json.put("stack", stack.name());
        ObjectNode sidecars = json.putObject("sidecars");
        run.sidecars().forEach((name, url) -> sidecars.put(name, url.toString()));
        ObjectNode brokers = json.putObject("brokers");
        run.brokers().forEach(brokers::put);
        names(
                json.putArray("functions"),
                stack.functions().stream().map(FunctionSpec::name).toList());
        names(
                json.putArray("queues"),
                stack.queues().stream().map(QueueSpec::name).toList());
        names(
                json.putArray("tables"),
                stack.tables().stream().map(TableSpec::name).toList());
        names(
                json.putArray("streams"),
                stack.streams().stream().map(StreamSpec::name).toList());
        names(
                json.putArray("topics"),
                stack.topics().stream().map(TopicSpec::name).toList());
        names(
                json.putArray("buses"),
                stack.buses().stream().map(bus -> bus.name()).toList());
        names(json.putArray("rules"), stack.rules().stream().map(RuleSpec::name).toList());
        names(json.putArray("warnings"), warnings());
        ArrayNode not = json.putArray("notHonoured");
        stack.notHonoured()
                .forEach(what -> not.addObject().put("what", name(what)).put("why", what.why()));
        return json;
    }

    private List<String> warnings() {
        return Stream.of(
                        run.unread(),
                        PartialResponseWarnings.suspected(stack),
                        OldSdk.suspected(stack),
                        ReceiveCounts.contradicted(stack))
                .flatMap(List::stream)
                .toList();
    }

    private String describe(FunctionSpec function) {
        String sources = stack.mappings().stream()
                .filter(mapping -> mapping.function().equals(function.name()))
                .map(mapping -> mapping.broker() == null ? source(mapping.sourceArn()) : mapping.source())
                .collect(Collectors.joining(", "));
        return "%-22s %s%s".formatted(function.name(), function.handler(), sources.isEmpty() ? "" : " <- " + sources);
    }

    private static String source(String arn) {
        return arn.contains(":table/")
                ? arn.replaceFirst(".*:table/([^/]*)/.*", "stream of $1")
                : arn.substring(arn.lastIndexOf(':') + 1).replaceFirst("^stream/", "stream ");
    }

    private String describe(TopicSpec topic) {
        String endpoints = stack.subscriptions().stream()
                .filter(subscription -> subscription.topicArn().equals(topic.arn()))
                .map(subscription -> source(subscription.endpoint()))
                .collect(Collectors.joining(", "));
        return "%-22s%s".formatted(topic.name(), endpoints.isEmpty() ? "" : " -> " + endpoints);
    }

    private static String describe(RuleSpec rule) {
        List<String> targets =
                rule.targets().stream().map(target -> source(target.arn())).toList();
        return "%-22s on %s -> %s".formatted(rule.name(), rule.bus(), String.join(", ", targets));
    }

    /** Per reason and per property the resources; what a whole resource is has no property. */
    private Map<String, Map<String, List<String>>> notHonoured() {
        return stack.notHonoured().stream()
                .collect(Collectors.groupingBy(
                        NotHonoured::why,
                        TreeMap::new,
                        Collectors.groupingBy(
                                NotHonoured::property,
                                TreeMap::new,
                                Collectors.mapping(NotHonoured::resource, Collectors.toList()))));
    }

    private static String resources(String property, List<String> resources) {
        return (property.isEmpty() ? "" : property + " of ") + String.join(", ", resources);
    }

    private static String name(NotHonoured what) {
        return what.property().isEmpty() ? what.resource() : what.resource() + "." + what.property();
    }

    private static void names(ArrayNode array, List<String> names) {
        names.forEach(array::add);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
