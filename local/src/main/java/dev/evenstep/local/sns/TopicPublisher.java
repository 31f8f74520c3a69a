package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.bus.Deliverer;
import dev.evenstep.local.bus.TargetDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is published to the subscriptions that want it, in the order of publishing for each. When a message is
 * accepted it is in the journal, with a delivery for each subscription.
 */
public final class TopicPublisher {

    /** Of queues and functions ("Amazon SNS message delivery retries"): so many attempts, over 23 days. */
    private static final int RETRIES = 100_015;

    private static final Duration PATIENCE = Duration.ofDays(23);

    /** How long a deduplication id is remembered. */
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    private final Topics topics;
    private final Deliverer deliverer;
    private final Supplier<Instant> now;
    private final Map<String, Sent> sent = new HashMap<>();
    private long sequence = 10_000_000_000_000_000L;

    /** What became of a message of a FIFO topic, by its deduplication id. */
    private record Sent(PublishedMessage message, Instant until) {}

    public TopicPublisher(Topics topics, Deliverer deliverer, Supplier<Instant> now) {
        this.topics = topics;
        this.deliverer = deliverer;
        this.now = now;
    }

    /** For what sends texts to whatever has an ARN. */
    public void publish(String topicArn, String message) {
        accept(new NewMessage(topicArn, message, null, JsonTrees.object(), false, null, null));
    }

    /** Gives the message as it is now on its way, or was before, where a FIFO topic knows its deduplication id. */
    synchronized PublishedMessage accept(NewMessage given) {
        var topic = topics.require(given.topicArn());
        var deduplication = given.check(topic);
        sent.values().removeIf(before -> !before.until().isAfter(now.get()));
        var key = topic.arn() + "|" + deduplication;
        var before = deduplication == null ? null : sent.get(key);
        if (before != null) {
            return before.message();
        }
        var message = message(topic, given, deduplication);
        deliver(message, given);
        if (deduplication != null) {
            sent.put(key, new Sent(message, now.get().plus(DEDUPLICATION)));
        }
        return message;
    }

    private PublishedMessage message(Topic topic, NewMessage given, @Nullable String deduplication) {
        return new PublishedMessage(
                UUID.randomUUID().toString(),
                topic,
                given.message(),
                given.subject(),
                given.attributes(),
                given.groupId(),
                deduplication,
                topic.isFifo() ? Long.toString(++sequence) : null,
                now.get());
    }

    private void deliver(PublishedMessage message, NewMessage given) {
        List<TargetDelivery> deliveries = new ArrayList<>();
        for (TopicSubscription subscription : topics.subscriptionsOf(message.topic())) {
            var own = message.withBody(given.bodyFor(subscription.protocol()));
            if (subscription.filter().passes(own)) {
                deliveries.add(delivery(own, subscription));
            }
        }
        deliverer.accept(deliveries);
    }

    private static TargetDelivery delivery(PublishedMessage message, TopicSubscription subscription) {
        boolean toFunction = subscription.protocol().equals("lambda");
        boolean toFifo = subscription.endpoint().endsWith(".fifo");
        ObjectNode attributes = subscription.isRaw() ? message.attributes() : JsonTrees.object();
        return new TargetDelivery(
                subscription.arn(),
                "",
                subscription.endpoint(),
                toFunction
                        ? NotificationJson.event(message, subscription)
                        : subscription.isRaw() ? message.body() : NotificationJson.envelope(message, subscription),
                attributes,
                null,
                message.groupId(),
                toFifo ? message.deduplicationId() : null,
                RETRIES,
                PATIENCE,
                subscription.deadLetterArn());
    }
}
