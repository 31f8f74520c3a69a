package dev.evenstep.local.template;

import dev.evenstep.local.stack.SubscriptionSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subscriptions to a topic, on their own or within it. Those of other protocols than SQS's and Lambda's are left out. */
final class Subscriptions {

    private Subscriptions() {}

    static void add(Properties subscription, String topic, StackBuilder builder) {
        var protocol = subscription.demand("Protocol");
        var endpoint = subscription.demand("Endpoint");
        if (!List.of("sqs", "lambda").contains(protocol)) {
            subscription.leave("Protocol", "only queues and functions are notified locally, not by " + protocol);
            subscription.ignoreRest();
            return;
        }
        Optional<String> receiver = builder.receiver(endpoint).filter(arn -> arn.contains(":" + protocol + ":"));
        if (receiver.isEmpty()) {
            subscription.leave(
                    "Endpoint",
                    IgnoredSettings.notHere(endpoint, endpoint + " is no " + protocol + " endpoint")
                            + ": the subscription is left out");
            subscription.ignoreRest();
            return;
        }
        check(subscription, topic, protocol, endpoint, builder);
        var scope = subscription.choice(
                "FilterPolicyScope", "MessageAttributes", List.of("MessageAttributes", "MessageBody"));
        var spec = new SubscriptionSpec(
                topic,
                protocol,
                receiver.get(),
                subscription.flag("RawMessageDelivery", false),
                subscription.has("FilterPolicy") ? EventPatterns.read(subscription, "FilterPolicy") : null,
                scope,
                deadLetters(subscription, builder));
        builder.subscriptions.add(topic + "|" + endpoint, endpoint, spec, subscription);
    }

    private static void check(
            Properties subscription, String topic, String protocol, String endpoint, StackBuilder builder) {
        if (builder.isFifo(endpoint) && !builder.isFifo(topic)) {
            subscription.problem("Endpoint", "is " + endpoint + "; a FIFO queue subscribes to FIFO topics only");
        }
        if (protocol.equals("lambda")) {
            if (builder.isFifo(topic)) {
                subscription.problem(
                        "Protocol", "is lambda; a FIFO topic takes queues only: put one before the function");
            }
            if (subscription.flag("RawMessageDelivery", false)) {
                subscription.problem("RawMessageDelivery", "is not for functions");
            }
            builder.calls.add(endpoint, subscription, "Endpoint");
        }
    }

    private static @Nullable String deadLetters(Properties subscription, StackBuilder builder) {
        var policy = subscription.object("RedrivePolicy");
        if (!policy.any()) {
            return null;
        }
        var arn = policy.demand("deadLetterTargetArn");
        if (builder.queues.find(arn).isEmpty()) {
            policy.leave("deadLetterTargetArn", arn + " " + IgnoredSettings.ELSEWHERE);
            return null;
        }
        return arn;
    }
}
