package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a template sets, as texts by paths such as {@code Queue shop-rules-dlq: MessageRetentionPeriod}. Roles and
 * policies are left to {@link Grants}; where code lies, and what a version is called, differs by nature.
 */
final class Inventory {

    private static final Set<String> ELSEWHERE = Set.of(
            "AWS::IAM::Role",
            "AWS::IAM::Policy",
            "AWS::SQS::QueuePolicy",
            "AWS::SNS::TopicPolicy",
            "AWS::Lambda::Version");

    private static final Set<String> NOT_COMPARED = Set.of("Code", "FunctionVersion");

    /** The CDK app knows them by its context, when it is synthesised. */
    private static final List<String> SAM_ALONE = List.of("TableDeletionPolicy", "KmsKeyArn");

    private final Meaning meaning;
    private final Map<String, String> entries = new TreeMap<>();

    private Inventory(RawTemplate template) {
        this.meaning = new Meaning(template);
    }

    /** A sentence for everything that one says and the other does not, or says differently; none where they are the same. */
    static List<String> difference(RawTemplate one, RawTemplate other) {
        var ours = of(one);
        var theirs = of(other);
        var paths = new TreeSet<>(ours.keySet());
        paths.addAll(theirs.keySet());
        paths.removeIf(path -> Objects.equals(ours.get(path), theirs.get(path)));
        return paths.stream()
                .map(path -> path + ": " + ours.getOrDefault(path, "nothing") + ", but "
                        + theirs.getOrDefault(path, "nothing"))
                .toList();
    }

    private static Map<String, String> of(RawTemplate template) {
        var inventory = new Inventory(template);
        inventory.put("Description", template.root().path("Description").asText());
        ObjectNode parameters = template.root().path("Parameters").deepCopy();
        parameters.remove(SAM_ALONE);
        inventory.put("Parameters", inventory.meaning.of(parameters));
        inventory.put("Outputs", inventory.meaning.of(template.outputs()));
        template.resources().forEach(inventory::add);
        return inventory.entries;
    }

    private void add(String id, JsonNode resource) {
        if (ELSEWHERE.contains(resource.path("Type").asText())) {
            return;
        }
        var properties = resource.path("Properties").properties();
        put(meaning.identity(id), "is there");
        properties.stream()
                .filter(property -> !NOT_COMPARED.contains(property.getKey()))
                .forEach(property ->
                        put(meaning.identity(id) + ": " + property.getKey(), meaning.of(property.getValue())));
        for (var policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
            var set = resource.path(policy);
            put(meaning.identity(id) + ": " + policy, set.isMissingNode() ? "Delete" : meaning.text(set));
        }
        put(meaning.identity(id) + ": accepted", meaning.of(resource.at("/Metadata/EvenstepAccepts")));
    }

    /** A dashboard's body is compared without the blanks between, dimensions whether they name or refer to something. */
    private void put(String path, Object value) {
        if (path.endsWith(": DashboardBody")) {
            entries.put(path, value.toString().replaceAll("\\n *| (?=\\[)", ""));
        } else if (path.endsWith(": Dimensions")) {
            entries.put(path, value.toString().replaceAll("(?:Queue|Function) (\\S+?)(?:\\.QueueName)?}", "$1}"));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, nested) -> put(path + "." + key, nested));
        } else {
            entries.put(path, value.toString());
        }
    }
}
