package dev.evenstep.local.template;

import dev.evenstep.local.stack.TopicSpec;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code AWS::SNS::Topic}, with the subscriptions that stand within it. */
final class TopicResource implements ResourceType {

    private static final int LONGEST_NAME = 256;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.fifo)?");

    @Override
    public ResourceIdentity identify(Properties topic, ResourceNames names) {
        var suffix = isFifo(topic) ? ".fifo" : "";
        var name = topic.text("TopicName")
                .orElseGet(() -> names.generated(topic, LONGEST_NAME - suffix.length()) + suffix);
        var arn = names.arn("sns", name);
        return ResourceIdentity.of(name, arn, Map.of("Arn", arn, "TopicArn", arn, "TopicName", name));
    }

    private static boolean isFifo(Properties topic) {
        return topic.flag("FifoTopic", false);
    }

    @Override
    public void define(Properties topic, ResourceIdentity identity, StackBuilder builder) {
        var name = identity.name();
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            topic.problem("TopicName", "is " + name + "; must be up to 256 letters, digits, hyphens and underscores");
        } else if (isFifo(topic) != name.endsWith(".fifo")) {
            topic.problem("TopicName", "is " + name + "; exactly the name of a FIFO topic ends in .fifo");
        }
        if (!isFifo(topic) && topic.has("ContentBasedDeduplication")) {
            topic.problem("ContentBasedDeduplication", "is for FIFO topics only");
        }
        var spec = new TopicSpec(
                topic.declaration().path(),
                name,
                identity.arn(),
                isFifo(topic),
                topic.flag("ContentBasedDeduplication", false),
                topic.text("DisplayName", ""));
        builder.topics.add(spec.arn(), name, spec, topic);
    }

    @Override
    public void connect(Properties topic, ResourceIdentity identity, StackBuilder builder) {
        topic.objects("Subscription").forEach(each -> Subscriptions.add(each, identity.arn(), builder));
    }
}
