package dev.evenstep.sqs.attributes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.request.SqsError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue's policy, statement by statement. It is kept and never enforced. */
public final class Permissions {

    private Permissions() {}

    /** The same text; null where it is no policy. */
    static @Nullable String check(String policy) {
        return RedrivePolicy.map(policy).isPresent() ? policy : null;
    }

    /** The policy with one statement more. */
    public static Map<String, String> add(
            QueueSettings settings, String queueArn, String label, List<String> accounts, List<String> actions) {
        var policy = policy(settings, queueArn);
        var statements = policy.withArray("Statement");
        if (statements.valueStream().anyMatch(statement -> is(statement, label))) {
            throw SqsError.invalid(label, "Label", "Already exists.");
        }
        var statement = statements.addObject().put("Sid", label).put("Effect", "Allow");
        put(
                statement.putObject("Principal"),
                "AWS",
                accounts.stream().map("arn:aws:iam::%s:root"::formatted).toList());
        put(statement, "Action", actions.stream().map("SQS:%s"::formatted).toList());
        statement.put("Resource", queueArn);
        return Map.of(QueueAttribute.POLICY.title, JsonTrees.write(policy));
    }

    /** The policy without a statement; an empty text where it was the last. */
    public static Map<String, String> remove(QueueSettings settings, String queueArn, String label) {
        var policy = policy(settings, queueArn);
        var statements = policy.withArray("Statement");
        var left = JsonTrees.array();
        statements.valueStream().filter(statement -> !is(statement, label)).forEach(left::add);
        if (left.size() == statements.size()) {
            throw SqsError.invalid(label, "Label", "can't find label.");
        }
        policy.set("Statement", left);
        return Map.of(QueueAttribute.POLICY.title, left.isEmpty() ? "" : JsonTrees.write(policy));
    }

    private static boolean is(JsonNode statement, String label) {
        return statement.path("Sid").asText().equals(label);
    }

    private static ObjectNode policy(QueueSettings settings, String queueArn) {
        return RedrivePolicy.map(settings.values().getOrDefault(QueueAttribute.POLICY.title, ""))
                .orElseGet(() ->
                        JsonTrees.object().put("Version", "2008-10-17").put("Id", queueArn + "/SQSDefaultPolicy"));
    }

    private static void put(ObjectNode to, String name, List<String> values) {
        if (values.size() == 1) {
            to.put(name, values.getFirst());
        } else {
            values.forEach(to.putArray(name)::add);
        }
    }
}
