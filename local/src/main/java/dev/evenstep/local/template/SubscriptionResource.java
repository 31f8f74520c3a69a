package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::SNS::Subscription}, also what SAM makes of a function's events of type SNS. */
final class SubscriptionResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties subscription, ResourceNames names) {
        var id = ResourceNames.uuid(subscription.text("TopicArn", "") + "|" + subscription.text("Endpoint", ""));
        var arn = subscription.text("TopicArn", "") + ":" + id;
        return ResourceIdentity.of(id, arn, Map.of("Arn", arn));
    }

    @Override
    public void connect(Properties subscription, ResourceIdentity identity, StackBuilder builder) {
        var topic = subscription.demand("TopicArn");
        if (builder.topics.find(topic).isEmpty()) {
            subscription.leave(
                    "TopicArn", IgnoredSettings.notHere(topic, "only topics can be subscribed to, not " + topic));
            subscription.ignoreRest();
            return;
        }
        Subscriptions.add(subscription, topic, builder);
    }
}
