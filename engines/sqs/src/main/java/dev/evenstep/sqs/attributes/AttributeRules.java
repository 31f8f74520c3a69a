package dev.evenstep.sqs.attributes;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.sqs.request.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which attributes a queue has and what they may be (API reference, SetQueueAttributes). */
final class AttributeRules {

    static final String FIFO = "FifoQueue";
    static final String SCOPE = "DeduplicationScope";
    static final String THROUGHPUT = "FifoThroughputLimit";
    static final String CONTENT_BASED = "ContentBasedDeduplication";
    static final String SSE = "SqsManagedSseEnabled";
    static final String KMS_KEY = "KmsMasterKeyId";
    static final String KMS_REUSE = "KmsDataKeyReusePeriodSeconds";
    static final String POLICY = "Policy";

    private static final Set<String> FIFO_ONLY = Set.of(FIFO, SCOPE, THROUGHPUT, CONTENT_BASED);
    private static final Set<String> REMOVABLE = Set.of(POLICY, RedrivePolicy.NAME, RedriveAllowPolicy.NAME, KMS_KEY);
    private static final Set<String> BOOLEANS = Set.of(FIFO, CONTENT_BASED, SSE);
    private static final Map<String, List<String>> CHOICES =
            Map.of(SCOPE, List.of("queue", "messageGroup"), THROUGHPUT, List.of("perQueue", "perMessageGroupId"));
    private static final Map<String, Range> RANGES = Map.of(
            "VisibilityTimeout",
            new Range(0, 43_200),
            "DelaySeconds",
            new Range(0, 900),
            "MessageRetentionPeriod",
            new Range(60, 1_209_600),
            "ReceiveMessageWaitTimeSeconds",
            new Range(0, 20),
            "MaximumMessageSize",
            new Range(1024, 1_048_576),
            KMS_REUSE,
            new Range(60, 86_400));

    private record Range(int least, int most) {

        boolean holds(String value) {
            return value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
        }
    }

    private AttributeRules() {}

    static boolean known(String name) {
        return RANGES.containsKey(name) || FIFO_ONLY.contains(name) || REMOVABLE.contains(name) || name.equals(SSE);
    }

    /** The attributes after a change; an empty text removes a policy or a key. */
    static Map<String, String> change(Map<String, String> current, Map<String, String> given, boolean fifo) {
        Map<String, String> changed = new LinkedHashMap<>(current);
        given.forEach((name, value) -> {
            checkName(name, fifo);
            if (value.isEmpty() && REMOVABLE.contains(name)) {
                changed.remove(name);
            } else {
                changed.put(name, normal(name, value));
            }
        });
        encryption(changed, given);
        if ("perMessageGroupId".equals(changed.get(THROUGHPUT)) && !"messageGroup".equals(changed.get(SCOPE))) {
            throw Refusal.of(
                    "InvalidAttributeValue",
                    "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value is"
                            + " allowed only when the value for DeduplicationScope is messageGroup.");
        }
        return changed;
    }

    private static void checkName(String name, boolean fifo) {
        if (!known(name)) {
            throw unknown(name);
        }
        if (!fifo && FIFO_ONLY.contains(name)) {
            throw CHOICES.containsKey(name)
                    ? Refusal.of(
                            "InvalidAttributeName",
                            "You can specify the %s only when FifoQueue is set to true.".formatted(name))
                    : unknown(name);
        }
    }

    static AwsException unknown(String name) {
        return Refusal.of("InvalidAttributeName", "Unknown Attribute %s.".formatted(name));
    }

    private static String normal(String name, String value) {
        if (BOOLEANS.contains(name)) {
            var lower = value.toLowerCase(Locale.ROOT);
            if (name.equals(FIFO) && lower.equals("false")) {
                throw Refusal.of(
                        "InvalidAttributeValue",
                        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
            }
            require(name, lower.equals("true") || lower.equals("false"));
            return lower;
        }
        var range = RANGES.get(name);
        if (range != null) {
            require(name, range.holds(value));
            return Integer.toString(Integer.parseInt(value));
        }
        var choices = CHOICES.get(name);
        require(name, choices == null || choices.contains(value));
        switch (name) {
            case RedrivePolicy.NAME -> {
                return RedrivePolicy.parse(value).json();
            }
            case RedriveAllowPolicy.NAME -> RedriveAllowPolicy.check(value);
            case POLICY -> Permissions.check(value);
            default -> {}
        }
        return value;
    }

    private static void require(String name, boolean valid) {
        if (!valid) {
            throw Refusal.of("InvalidAttributeValue", "Invalid value for the parameter %s.".formatted(name));
        }
    }

    /** A queue's messages are encrypted by SQS or by KMS: the last one told. */
    private static void encryption(Map<String, String> changed, Map<String, String> given) {
        boolean key = !given.getOrDefault(KMS_KEY, "").isEmpty();
        boolean managed = "true".equals(changed.get(SSE)) && given.containsKey(SSE);
        if (key && managed) {
            throw Refusal.of(
                    "InvalidAttributeName",
                    "You can use one type of server-side encryption (SSE) at one time."
                            + " You can either enable KMS SSE or SQS SSE.");
        }
        if (key) {
            changed.put(SSE, "false");
        } else if (managed) {
            changed.remove(KMS_KEY);
        }
    }
}
