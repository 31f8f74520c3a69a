package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may do what on what, one sentence for each action on each resource, such as {@code Function shop-place-order may
 * sqs:SendMessage on Queue shop-place-order-dlq.fifo.Arn}; whatever the statements that say so. The managed policies that
 * SAM gives a function for its event sources count as what they are needed for: their actions on that function's sources.
 */
final class Grants {

    private static final List<String> POLLING_A_QUEUE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    private static final List<String> POLLING_A_STREAM = List.of(
            "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams");

    private final RawTemplate template;
    private final Meaning meaning;
    private final Set<String> sentences = new TreeSet<>();

    private Grants(RawTemplate template) {
        this.template = template;
        this.meaning = new Meaning(template);
    }

    static Set<String> of(RawTemplate template) {
        var grants = new Grants(template);
        template.resources("AWS::Serverless::Function").forEach(grants::samFunction);
        template.resources("AWS::IAM::Policy").values().forEach(grants::cdkPolicy);
        template.resources("AWS::SQS::QueuePolicy").values().forEach(grants::queuePolicy);
        return grants.sentences;
    }

    private void samFunction(String id, JsonNode function) {
        var who = meaning.identity(id);
        var properties = function.path("Properties");
        properties.path("Policies").forEach(policy -> statements(who, policy));
        properties.path("Events").forEach(event -> event(who, event.path("Properties")));
        var onFailure =
                properties.path("EventInvokeConfig").path("DestinationConfig").path("OnFailure");
        if (onFailure.path("Type").asText().equals("SQS")) {
            grant(who, "sqs:SendMessage", meaning.text(onFailure.path("Destination")), MissingNode.getInstance());
        }
    }

    private void event(String who, JsonNode source) {
        if (source.has("Queue")) {
            var queue = meaning.text(source.get("Queue"));
            POLLING_A_QUEUE.forEach(action -> grant(who, action, queue, MissingNode.getInstance()));
        } else {
            var stream = meaning.text(source.path("Stream")).replaceAll("\\.StreamArn$", ".Arn/stream/*");
            POLLING_A_STREAM.forEach(action -> grant(who, action, stream, MissingNode.getInstance()));
        }
    }

    /** Of the function that has the policy's role. */
    private void cdkPolicy(JsonNode policy) {
        for (var role : policy.path("Properties").path("Roles")) {
            template.resources("AWS::Lambda::Function").forEach((id, function) -> {
                if (function.at("/Properties/Role/Fn::GetAtt/0").equals(role.path("Ref"))) {
                    statements(meaning.identity(id), policy.path("Properties").path("PolicyDocument"));
                }
            });
        }
    }

    private void queuePolicy(JsonNode policy) {
        statements("", policy.path("Properties").path("PolicyDocument"));
    }

    private void statements(String who, JsonNode document) {
        for (var statement : document.path("Statement")) {
            var principal = who.isEmpty() ? meaning.text(statement.path("Principal")) : who;
            for (var action : each(statement.path("Action"))) {
                for (var resource : each(statement.path("Resource"))) {
                    grant(
                            statement.path("Effect").asText() + " " + principal,
                            meaning.text(action),
                            meaning.text(resource),
                            statement.path("Condition"));
                }
            }
        }
    }

    private void grant(String who, String action, String resource, JsonNode condition) {
        var sentence = who.replaceFirst("^Allow ", "") + " may " + action + " on " + resource;
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
