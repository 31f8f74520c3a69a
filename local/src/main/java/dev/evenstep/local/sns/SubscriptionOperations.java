package dev.evenstep.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The operations on subscriptions. They need no confirmation, as those of one's own queues and functions do not. */
record SubscriptionOperations(Account account, Topics topics) {

    private static final int PAGE = 100;
    private static final Set<String> KNOWN = Set.of(
            TopicSubscription.POLICY,
            TopicSubscription.SCOPE,
            TopicSubscription.RAW,
            TopicSubscription.REDRIVE,
            "DeliveryPolicy");

    Map<String, Function<SnsForm, ObjectNode>> byName() {
        return Map.of(
                "GetSubscriptionAttributes", this::attributes,
                "ListSubscriptions", this::list,
                "ListSubscriptionsByTopic", this::listOfTopic,
                "SetSubscriptionAttributes", this::set,
                "Subscribe", this::subscribe,
                "Unsubscribe", this::unsubscribe);
    }

    private ObjectNode subscribe(SnsForm form) {
        var topic = topics.require(form.required("TopicArn"));
        var protocol = form.required("Protocol");
        var endpoint = form.required("Endpoint");
        if (!protocol.equals("sqs") && !protocol.equals("lambda")) {
            throw SnsErrors.invalid("Protocol Reason: only sqs and lambda are notified locally, not " + protocol);
        }
        if (!endpoint.startsWith("arn:") || !endpoint.contains(":" + protocol + ":")) {
            throw SnsErrors.invalid(protocol.equals("sqs") ? "SQS endpoint ARN" : "Lambda endpoint ARN");
        }
        if (endpoint.endsWith(".fifo") && !topic.isFifo()) {
            throw SnsErrors.invalid("Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
        }
        var attributes = form.entries("Attributes");
        attributes.forEach(SubscriptionOperations::check);
        var subscription = topics.subscribe(topic.arn(), protocol, endpoint, attributes);
        return JsonTrees.object().put("SubscriptionArn", subscription.arn());
    }

    private static void check(String name, String value) {
        if (!KNOWN.contains(name)) {
            throw SnsErrors.invalid("AttributeName");
        }
        if (name.equals(TopicSubscription.RAW) && !value.matches("(?i)true|false")) {
            throw SnsErrors.invalid("Attributes Reason: RawMessageDelivery: Invalid value [%s]. Must be true or false."
                    .formatted(value));
        }
        if (name.equals(TopicSubscription.SCOPE) && !value.matches("MessageAttributes|MessageBody")) {
            throw SnsErrors.invalid(
                    "Attributes Reason: FilterPolicyScope: Invalid value [%s]. Please use either MessageBody or MessageAttributes"
                            .formatted(value));
        }
        if (name.equals(TopicSubscription.REDRIVE) && !value.isEmpty()) {
            checkRedrive(value);
        }
    }

    private static void checkRedrive(String policy) {
        try {
            if (JsonTrees.parse(policy).path("deadLetterTargetArn").asText().contains(":sqs:")) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw SnsErrors.invalid("Attributes Reason: RedrivePolicy: failed to parse JSON.");
        }
        throw SnsErrors.invalid("Attributes Reason: RedrivePolicy: deadLetterTargetArn is an invalid arn");
    }

    private ObjectNode unsubscribe(SnsForm form) {
        topics.unsubscribe(form.required("SubscriptionArn"));
        return JsonTrees.object();
    }

    private ObjectNode set(SnsForm form) {
        var name = form.required("AttributeName");
        var value = form.text("AttributeValue", "");
        check(name, value);
        topics.updateSubscription(form.required("SubscriptionArn"), subscription -> subscription.with(name, value));
        return JsonTrees.object();
    }

    private ObjectNode attributes(SnsForm form) {
        var subscription = topics.requireSubscription(form.required("SubscriptionArn"));
        var answer = JsonTrees.object();
        var attributes = answer.putObject("Attributes")
                .put("SubscriptionArn", subscription.arn())
                .put("TopicArn", subscription.topicArn())
                .put("Owner", account.id())
                .put("Protocol", subscription.protocol())
                .put("Endpoint", subscription.endpoint())
                .put("ConfirmationWasAuthenticated", "true")
                .put("PendingConfirmation", "false")
                .put(TopicSubscription.RAW, "false");
        subscription.attributes().forEach(attributes::put);
        return answer;
    }

    private ObjectNode list(SnsForm form) {
        return list(form, topics.subscriptions());
    }

    private ObjectNode listOfTopic(SnsForm form) {
        return list(form, topics.subscriptionsOf(topics.require(form.required("TopicArn"))));
    }

    private ObjectNode list(SnsForm form, List<TopicSubscription> all) {
        var page = Page.of(all, PAGE, Optional.ofNullable(form.text("NextToken")));
        return page.answer(
                "Subscriptions",
                subscription -> JsonTrees.object()
                        .put("SubscriptionArn", subscription.arn())
                        .put("Owner", account.id())
                        .put("Protocol", subscription.protocol())
                        .put("Endpoint", subscription.endpoint())
                        .put("TopicArn", subscription.topicArn()),
                "NextToken");
    }
}
