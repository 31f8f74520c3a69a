package dev.evenstep.local.sns;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.stack.SubscriptionSpec;
import dev.evenstep.local.stack.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The topics and subscriptions that there are. Safe for concurrent use. */
public final class Topics {

    private final Account account;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, TopicSubscription> subscriptions = new LinkedHashMap<>();

    /** With what a stack says; what is made later is gone with this JVM. */
    public Topics(Account account, Stack stack) {
        this.account = account;
        stack.topics().forEach(this::add);
        stack.subscriptions().forEach(this::add);
    }

    private void add(TopicSpec spec) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (spec.fifo()) {
            attributes.put("FifoTopic", "true");
            attributes.put(Topic.CONTENT_BASED, Boolean.toString(spec.contentBasedDeduplication()));
        }
        if (!spec.displayName().isEmpty()) {
            attributes.put("DisplayName", spec.displayName());
        }
        topics.put(spec.arn(), new Topic(spec.arn(), attributes, Map.of()));
    }

    private void add(SubscriptionSpec spec) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(TopicSubscription.RAW, Boolean.toString(spec.raw()));
        attributes.put(TopicSubscription.SCOPE, spec.filterScope());
        if (spec.filterPolicy() != null) {
            attributes.put(TopicSubscription.POLICY, spec.filterPolicy());
        }
        if (spec.deadLetterArn() != null) {
            attributes.put(
                    TopicSubscription.REDRIVE,
                    JsonTrees.write(JsonTrees.object().put("deadLetterTargetArn", spec.deadLetterArn())));
        }
        subscribe(spec.topicArn(), spec.protocol(), spec.endpoint(), attributes);
    }

    String arn(String name) {
        return account.arn("sns", name);
    }

    synchronized List<Topic> all() {
        return List.copyOf(topics.values());
    }

    /** @throws dev.evenstep.engine.protocol.AwsException {@code NotFound} where there is none */
    synchronized Topic require(String arn) {
        var topic = topics.get(arn);
        if (topic == null) {
            throw SnsErrors.notFound("Topic");
        }
        return topic;
    }

    /** Makes a topic where there is none of the name. */
    synchronized Topic create(Topic topic) {
        var present = topics.putIfAbsent(topic.arn(), topic);
        if (present != null && present.isFifo() && present.deduplicatesByContent() != topic.deduplicatesByContent()) {
            throw SnsErrors.invalid("Attributes Reason: Topic already exists with different attributes");
        }
        return present == null ? topic : present;
    }

    synchronized void update(String arn, UnaryOperator<Topic> change) {
        topics.put(arn, change.apply(require(arn)));
    }

    synchronized void delete(String arn) {
        topics.remove(arn);
        subscriptions.values().removeIf(subscription -> subscription.topicArn().equals(arn));
    }

    synchronized List<TopicSubscription> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    synchronized List<TopicSubscription> subscriptionsOf(Topic topic) {
        List<TopicSubscription> found = new ArrayList<>(subscriptions.values());
        found.removeIf(subscription -> !subscription.topicArn().equals(topic.arn()));
        return found;
    }

    synchronized TopicSubscription requireSubscription(String arn) {
        var subscription = subscriptions.get(arn);
        if (subscription == null) {
            throw SnsErrors.notFound("Subscription");
        }
        return subscription;
    }

    /** The same endpoint again is the same subscription. */
    synchronized TopicSubscription subscribe(
            String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        require(topicArn);
        var name = topicArn + "|" + protocol + "|" + endpoint;
        var arn = topicArn + ":" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        var present = subscriptions.get(arn);
        if (present != null && !attributes.isEmpty() && !present.attributes().equals(attributes)) {
            throw SnsErrors.invalid("Attributes Reason: Subscription already exists with different attributes");
        }
        return subscriptions.computeIfAbsent(
                arn, any -> TopicSubscription.of(arn, topicArn, protocol, endpoint, attributes));
    }

    synchronized void updateSubscription(String arn, UnaryOperator<TopicSubscription> change) {
        subscriptions.put(arn, change.apply(requireSubscription(arn)));
    }

    synchronized void unsubscribe(String arn) {
        subscriptions.remove(arn);
    }
}
