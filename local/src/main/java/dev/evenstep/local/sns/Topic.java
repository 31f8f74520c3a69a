package dev.evenstep.local.sns;

import java.util.Map;
import java.util.TreeMap;

/**
 * A topic.
 *
 * @param attributes as {@code SetTopicAttributes} sets them, kept and, but for {@code ContentBasedDeduplication}, without
 *     effect
 */
record Topic(String arn, Map<String, String> attributes, Map<String, String> tags) {

    static final String CONTENT_BASED = "ContentBasedDeduplication";

    Topic {
        attributes = new TreeMap<>(attributes);
        tags = new TreeMap<>(tags);
    }

    boolean isFifo() {
        return arn.endsWith(".fifo");
    }

    boolean deduplicatesByContent() {
        return attributes.getOrDefault(CONTENT_BASED, "false").equals("true");
    }

    Topic with(String name, String value) {
        var changed = new TreeMap<>(attributes);
        changed.put(name, value);
        return new Topic(arn, changed, tags);
    }

    Topic withTags(Map<String, String> others) {
        return new Topic(arn, attributes, others);
    }
}
