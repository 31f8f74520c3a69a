package dev.evenstep.sqs.attributes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.request.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A queue's policy, statement by statement. It is kept and never enforced. */
public final class Permissions {

    private Permissions() {}

    static void check(String policy) {
        try {
            var unused = RedrivePolicy.json(policy, AttributeRules.POLICY);
        } catch (AwsException e) {
            throw Refusal.of("InvalidAttributeValue", "Invalid value for the parameter Policy.");
        }
    }

    /** The policy with one statement more. */
    public static Map<String, String> add(
            Settings settings, String queueArn, String label, List<String> accounts, List<String> actions) {
        var policy = policy(settings, queueArn);
        var statements = policy.withArray("Statement");
        if (StreamSupport.stream(statements.spliterator(), false).anyMatch(statement -> is(statement, label))) {
            throw Refusal.invalid(label, "Label", "Already exists.");
        }
        var statement = statements.addObject().put("Sid", label).put("Effect", "Allow");
        put(
                statement.putObject("Principal"),
                "AWS",
                accounts.stream().map("arn:aws:iam::%s:root"::formatted).toList());
        put(statement, "Action", actions.stream().map("SQS:%s"::formatted).toList());
        statement.put("Resource", queueArn);
        return Map.of(AttributeRules.POLICY, Json.write(policy));
    }

    /** The policy without a statement; an empty text where it was the last. */
    public static Map<String, String> remove(Settings settings, String queueArn, String label) {
        var policy = policy(settings, queueArn);
        var left = Json.array();
        policy.withArray("Statement").forEach(statement -> {
            if (!is(statement, label)) {
                left.add(statement);
            }
        });
        if (left.size() == policy.withArray("Statement").size()) {
            throw Refusal.invalid(label, "Label", "can't find label.");
        }
        policy.set("Statement", left);
        return Map.of(AttributeRules.POLICY, left.isEmpty() ? "" : Json.write(policy));
    }

    private static boolean is(JsonNode statement, String label) {
        return statement.path("Sid").asText().equals(label);
    }

    private static ObjectNode policy(Settings settings, String queueArn) {
        var text = settings.values().get(AttributeRules.POLICY);
        return text == null
                ? Json.object().put("Version", "2008-10-17").put("Id", queueArn + "/SQSDefaultPolicy")
                : (ObjectNode) RedrivePolicy.json(text, AttributeRules.POLICY);
    }

    private static void put(ObjectNode to, String name, List<String> values) {
        if (values.size() == 1) {
            to.put(name, values.getFirst());
        } else {
            values.forEach(to.putArray(name)::add);
        }
    }
}
