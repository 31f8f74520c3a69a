package dev.evenstep.sqs.attributes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which attributes {@code GetQueueAttributes} is asked for. */
public final class AttributeView {

    private static final Set<String> BY_ITSELF = Set.of(
            "All",
            "QueueArn",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateNumberOfMessagesNotVisible");

    private AttributeView() {}

    /** @throws dev.evenstep.engine.protocol.AwsException {@code InvalidAttributeName} for one that no queue has */
    public static Map<String, String> select(Map<String, String> all, List<String> names) {
        for (String name : names) {
            if (!BY_ITSELF.contains(name) && !AttributeRules.known(name)) {
                throw AttributeRules.unknown(name);
            }
        }
        if (names.contains("All")) {
            return all;
        }
        Map<String, String> selected = new LinkedHashMap<>(all);
        selected.keySet().retainAll(names);
        return selected;
    }
}
