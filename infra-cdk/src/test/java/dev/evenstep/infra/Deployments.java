package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.checklist.Deployment;
import dev.evenstep.checklist.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Templates as the checklist reads them: parameters have their defaults. */
final class Deployments {

    /** Alarms name what they are about, or refer to it. */
    private static final Pattern QUEUE_NAME = Pattern.compile("Queue (\\S+)\\.QueueName");

    private static final Pattern STREAM_ARN = Pattern.compile("(Table \\S+)\\.StreamArn");

    private final Meaning meaning;

    private Deployments(Meaning meaning) {
        this.meaning = meaning;
    }

    static Deployment of(RawTemplate template) {
        var deployments = new Deployments(new Meaning(template));
        List<Resource> resources = new ArrayList<>();
        template.resources().forEach((id, written) -> resources.add(deployments.resource(id, written)));
        return new Deployment(resources);
    }

    private Resource resource(String id, JsonNode written) {
        var identity = meaning.identity(id);
        Map<String, Object> properties = new TreeMap<>();
        written.path("Properties")
                .properties()
                .forEach(entry -> properties.put(entry.getKey(), named(meaning.of(entry.getValue()))));
        properties.put("DeletionPolicy", meaning.text(written.path("DeletionPolicy")));
        Map<String, String> accepted = written.at("/Metadata/EvenstepAccepts").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
        return new Resource(
                written.path("Type").asText(), name(identity), identity, identity + ".Arn", properties, accepted);
    }

    /** Without the type; an alias is told apart from its function. */
    private static String name(String identity) {
        return identity.startsWith("Alias ") ? identity + ":live" : identity.replaceFirst("^\\S+ ?", "");
    }

    private static Object named(Object value) {
        return switch (value) {
            case String text ->
                STREAM_ARN.matcher(QUEUE_NAME.matcher(text).replaceAll("$1")).replaceAll("$1.Arn/stream/now");
            case List<?> list -> list.stream().map(Deployments::named).toList();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(
                                Collectors.toMap(entry -> entry.getKey().toString(), entry -> named(entry.getValue())));
            default -> value;
        };
    }
}
