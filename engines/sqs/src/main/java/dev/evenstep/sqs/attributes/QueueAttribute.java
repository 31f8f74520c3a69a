package dev.evenstep.sqs.attributes;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.sqs.request.SqsError;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which attributes of a queue can be set, to what, and what they are until then (API reference, SetQueueAttributes). */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
enum QueueAttribute {
    VISIBILITY("VisibilityTimeout", "30", number(0, 43_200)),
    DELAY("DelaySeconds", "0", number(0, 900)),
    RETENTION("MessageRetentionPeriod", "345600", number(60, 1_209_600)),
    LONG_POLL("ReceiveMessageWaitTimeSeconds", "0", number(0, 20)),
    MAXIMUM_SIZE("MaximumMessageSize", "1048576", number(1024, 1_048_576)),
    SSE("SqsManagedSseEnabled", "true", QueueAttribute::flag),
    KMS_REUSE("KmsDataKeyReusePeriodSeconds", null, number(60, 86_400)),
    KMS_KEY("KmsMasterKeyId", null, Function.identity()),
    POLICY("Policy", null, Permissions::check),
    REDRIVE(RedrivePolicy.NAME, null, text -> RedrivePolicy.parse(text).json()),
    REDRIVE_ALLOW(RedriveAllowPolicy.NAME, null, RedriveAllowPolicy::check),
    FIFO("FifoQueue", "true", QueueAttribute::flag),
    CONTENT_BASED("ContentBasedDeduplication", "false", QueueAttribute::flag),
    SCOPE("DeduplicationScope", "queue", choice("queue", "messageGroup")),
    THROUGHPUT("FifoThroughputLimit", "perQueue", choice("perQueue", "perMessageGroupId"));

    private static final Map<String, QueueAttribute> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(attribute -> attribute.title, Function.identity()));
    private static final Set<QueueAttribute> REMOVABLE = Set.of(POLICY, REDRIVE, REDRIVE_ALLOW, KMS_KEY);

    final String title;
    final @Nullable String initial;
    private final Function<String, @Nullable String> normal;

    QueueAttribute(String title, @Nullable String initial, Function<String, @Nullable String> normal) {
        this.title = title;
        this.initial = initial;
        this.normal = normal;
    }

    /** @throws AwsException {@code InvalidAttributeName} */
    static QueueAttribute named(String name) {
        var attribute = BY_NAME.get(name);
        if (attribute == null) {
            throw unknown(name);
        }
        return attribute;
    }

    static AwsException unknown(String name) {
        return SqsError.of("InvalidAttributeName", "Unknown Attribute %s.".formatted(name));
    }

    boolean ofFifo() {
        return compareTo(FIFO) >= 0;
    }

    /** Whether an empty text removes it. */
    boolean removable() {
        return REMOVABLE.contains(this);
    }

    /** A value as it is kept. */
    String normal(String value) {
        var kept = normal.apply(value);
        if (kept == null) {
            throw invalid("");
        }
        return kept;
    }

    AwsException invalid(String reason) {
        return SqsError.of("InvalidAttributeValue", "Invalid value for the parameter %s.%s".formatted(title, reason));
    }

    private static Function<String, @Nullable String> number(int least, int most) {
        return value -> {
            int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
            return number < least || number > most ? null : Integer.toString(number);
        };
    }

    private static Function<String, @Nullable String> choice(String one, String other) {
        return value -> value.equals(one) || value.equals(other) ? value : null;
    }

    private static @Nullable String flag(String value) {
        return choice("true", "false").apply(value.toLowerCase(Locale.ROOT));
    }
}
