package dev.evenstep.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A subscription, with its attributes as {@code SetSubscriptionAttributes} sets them. */
record TopicSubscription(
        String arn,
        String topicArn,
        String protocol,
        String endpoint,
        Map<String, String> attributes,
        NotificationFilter filter) {

    static final String RAW = "RawMessageDelivery";
    static final String POLICY = "FilterPolicy";
    static final String SCOPE = "FilterPolicyScope";
    static final String REDRIVE = "RedrivePolicy";

    TopicSubscription {
        attributes = new TreeMap<>(attributes);
    }

    /** @throws dev.evenstep.engine.protocol.AwsException {@code InvalidParameter} where the filter policy is none */
    static TopicSubscription of(
            String arn, String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        return new TopicSubscription(
                arn,
                topicArn,
                protocol,
                endpoint,
                attributes,
                NotificationFilter.of(
                        attributes.getOrDefault(POLICY, ""), attributes.getOrDefault(SCOPE, "MessageAttributes")));
    }

    TopicSubscription with(String name, String value) {
        var changed = new TreeMap<>(attributes);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return of(arn, topicArn, protocol, endpoint, changed);
    }

    boolean isRaw() {
        return attributes.getOrDefault(RAW, "false").equals("true");
    }

    /** The queue that gets what could not be delivered; null: none. */
    @Nullable
    String deadLetterArn() {
        try {
            return JsonTrees.parse(attributes.getOrDefault(REDRIVE, "{}"))
                    .path("deadLetterTargetArn")
                    .textValue();
        } catch (JsonProcessingException e) {
            return null; // refused when it was set
        }
    }
}
