package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.TemplateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The role that SAM makes for a function that names none: of its {@code Policies}, SAM's policy templates among them
 * (those that say something of what is here: {@code sam-policies.json} beside this class), and of what its sources and
 * destinations need.
 */
final class SamRole {

    private static final String POLICIES = "Policies";
    private static final Node TEMPLATES = TemplateText.resource(SamRole.class, "sam-policies.json");
    private static final Map<String, String> OF_SOURCES = Map.of(
            "SQS",
            "AWSLambdaSQSQueueExecutionRole",
            "DynamoDB",
            "AWSLambdaDynamoDBExecutionRole",
            "Kinesis",
            "AWSLambdaKinesisExecutionRole");

    private final SamFunction function;
    private final List<Node> managed = new ArrayList<>();
    private final List<Node> inline = new ArrayList<>();

    SamRole(SamFunction function) {
        this.function = function;
    }

    /** Makes it, and gives its logical id. */
    String make() {
        managed.add(function.text("AWSLambdaBasicExecutionRole"));
        if (!function.property("Tracing").isAbsent()) {
            managed.add(function.text("AWSXrayWriteOnlyAccess"));
        }
        var properties = function.declaration().properties();
        for (var event :
                function.object(properties, "Events", "Events").entries().values()) {
            var policy = OF_SOURCES.getOrDefault(event.get("Type").asText().orElse(""), "");
            if (!policy.isEmpty()) {
                managed.add(function.text(policy));
            }
        }
        var written = function.property(POLICIES);
        for (var policy : written instanceof Node.NodeList ? written.items() : List.of(written)) {
            add(policy);
        }
        var id = function.id() + "Role";
        var line = function.declaration().line();
        var origin = function.within("", Map.of("ManagedPolicyArns", POLICIES));
        Map<String, Node> role = Map.of(
                "ManagedPolicyArns", new Node.NodeList(managed, line), POLICIES, new Node.NodeList(inline, line));
        function.make(id, "AWS::IAM::Role", origin, role);
        return id;
    }

    private void add(Node policy) {
        if (policy.isAbsent()) {
            return;
        }
        if (policy.isFunction() || policy.asText().isPresent()) {
            managed.add(policy);
        } else if (!policy.get("Statement").isAbsent()) {
            inline.add(Node.Mapping.of("PolicyDocument", policy));
        } else {
            policy.entries().forEach(this::addTemplate);
        }
    }

    private void addTemplate(String name, Node parameters) {
        var template = TEMPLATES.get(name);
        if (template.isAbsent()) {
            managed.add(function.text(name));
            return;
        }
        var resources = template.get("resources").items().stream()
                .map(arn -> (Node)
                        Node.Mapping.of("Fn::Sub", new Node.NodeList(List.of(arn, parameters), parameters.line())))
                .toList();
        var statement = Node.Mapping.of("Effect", function.text("Allow"))
                .with("Action", template.get("actions"))
                .with("Resource", new Node.NodeList(resources, parameters.line()));
        inline.add(Node.Mapping.of("PolicyDocument", Node.Mapping.of("Statement", statement)));
    }
}
