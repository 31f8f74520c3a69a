package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may do what on what, one sentence for each action on each resource, such as {@code Function shop-place-order may
 * sqs:SendMessage on Queue shop-place-order-dlq.fifo.Arn}; whatever the statements that say so.
 */
final class Grants {

    private final Meaning meaning;
    private String whole = "";
    private final Set<String> sentences = new TreeSet<>();

    private Grants(RawTemplate template) {
        this.meaning = new Meaning(template);
    }

    static Set<String> of(RawTemplate template) {
        var grants = new Grants(template);
        template.resources("AWS::IAM::Role").forEach(grants::role);
        template.resources("AWS::IAM::Policy").values().forEach(grants::policy);
        template.resources("AWS::SQS::QueuePolicy").values().forEach(grants::resourcePolicy);
        template.resources("AWS::SNS::TopicPolicy").values().forEach(grants::resourcePolicy);
        return grants.sentences;
    }

    private void role(String id, JsonNode role) {
        for (var policy : role.path("Properties").path("Policies")) {
            statements(functionOf(id), policy.path("PolicyDocument"));
        }
    }

    private String functionOf(String role) {
        return meaning.identity(role).replace("Role of ", "");
    }

    /** Of the function that has the policy's role. */
    private void policy(JsonNode policy) {
        for (var role : policy.path("Properties").path("Roles")) {
            statements(
                    functionOf(role.path("Ref").asText()),
                    policy.path("Properties").path("PolicyDocument"));
        }
    }

    /** In a resource's own policy, * is that resource. */
    private void resourcePolicy(JsonNode policy) {
        for (var owner : List.of("Queues", "Topics")) {
            for (var reference : policy.path("Properties").path(owner)) {
                whole = meaning.text(reference) + (owner.equals("Queues") ? ".Arn" : "");
                statements("", policy.path("Properties").path("PolicyDocument"));
            }
        }
    }

    private void statements(String who, JsonNode document) {
        for (var statement : document.path("Statement")) {
            var principal = who.isEmpty() ? meaning.text(statement.path("Principal")) : who;
            for (var action : each(statement.path("Action"))) {
                for (var resource : each(statement.path("Resource"))) {
                    grant(
                            statement.path("Effect").asText() + " " + principal,
                            meaning.text(action),
                            who.isEmpty() && resource.asText().equals("*") ? whole : meaning.text(resource),
                            statement.path("Condition"));
                }
            }
        }
    }

    private void grant(String who, String action, String resource, JsonNode condition) {
        var sentence = who.replaceFirst("^Allow ", "").replace("Deny {AWS=*}", "Deny *") + " may " + action + " on "
                + resource;
        var sources = condition.at("/ArnEquals/aws:SourceArn");
        if (sources.isMissingNode()) {
            sentences.add(condition.isMissingNode() ? sentence : sentence + " when " + meaning.of(condition));
        } else {
            each(sources).forEach(source -> sentences.add(sentence + " for " + meaning.text(source)));
        }
    }

    private static List<JsonNode> each(JsonNode oneOrMore) {
        List<JsonNode> all = new ArrayList<>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(all::add);
        } else {
            all.add(oneOrMore);
        }
        return all;
    }
}
