package dev.evenstep.sqs.attributes;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.sqs.request.SqsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue's attributes as they were set, and what follows from them. Seconds and bytes.
 *
 * @param values what was set, by name
 * @param perGroup whether deduplication ids are told apart by group
 * @param redrive null: messages never become dead letters
 */
public record QueueSettings(
        Map<String, String> values,
        int visibility,
        int delay,
        int retention,
        int longPoll,
        int maximumSize,
        boolean fifo,
        boolean contentBased,
        boolean perGroup,
        @Nullable RedrivePolicy redrive) {

    /** Of what {@link #values} were. */
    public static QueueSettings of(Map<String, String> values) {
        var all = shown(values);
        var redrive = values.get(RedrivePolicy.NAME);
        return new QueueSettings(
                Map.copyOf(values),
                number(all, QueueAttribute.VISIBILITY),
                number(all, QueueAttribute.DELAY),
                number(all, QueueAttribute.RETENTION),
                number(all, QueueAttribute.LONG_POLL),
                number(all, QueueAttribute.MAXIMUM_SIZE),
                is(all, QueueAttribute.FIFO, "true"),
                is(all, QueueAttribute.CONTENT_BASED, "true"),
                is(all, QueueAttribute.SCOPE, "messageGroup"),
                redrive == null ? null : RedrivePolicy.parse(redrive));
    }

    private static int number(Map<String, String> all, QueueAttribute attribute) {
        return Integer.parseInt(Objects.requireNonNull(all.get(attribute.title)));
    }

    private static boolean is(Map<String, String> all, QueueAttribute attribute, String value) {
        return value.equals(all.get(attribute.title));
    }

    /** @throws AwsException where an attribute is unknown, or its value is not one that it may have */
    public static QueueSettings create(Map<String, String> given) {
        return of(changed(Map.of(), given, "true".equalsIgnoreCase(given.get(QueueAttribute.FIFO.title))));
    }

    /** @throws AwsException as for {@link #create} */
    public QueueSettings with(Map<String, String> given) {
        return of(changed(values, given, fifo));
    }

    private static Map<String, String> changed(Map<String, String> current, Map<String, String> given, boolean fifo) {
        Map<String, String> changed = new LinkedHashMap<>(current);
        given.forEach((name, value) -> {
            var attribute = QueueAttribute.named(name);
            check(attribute, value, fifo);
            if (value.isEmpty() && attribute.removable()) {
                changed.remove(name);
            } else {
                changed.put(name, attribute.normal(value));
            }
        });
        encrypt(changed, given);
        if (is(changed, QueueAttribute.THROUGHPUT, "perMessageGroupId")
                && !is(changed, QueueAttribute.SCOPE, "messageGroup")) {
            throw QueueAttribute.THROUGHPUT.invalid(" Reason: The perMessageGroupId value is"
                    + " allowed only when the value for DeduplicationScope is messageGroup.");
        }
        return changed;
    }

    private static void check(QueueAttribute attribute, String value, boolean fifo) {
        if (!fifo && attribute.compareTo(QueueAttribute.SCOPE) >= 0) {
            throw SqsError.of(
                    "InvalidAttributeName",
                    "You can specify the %s only when FifoQueue is set to true.".formatted(attribute.title));
        }
        if (!fifo && attribute.ofFifo()) {
            throw QueueAttribute.unknown(attribute.title);
        }
        if (attribute == QueueAttribute.FIFO && value.equalsIgnoreCase("false")) {
            throw attribute.invalid(" Reason: Modifying queue type is not supported.");
        }
    }

    /** A queue's messages are encrypted by SQS or by KMS: the last one told. */
    private static void encrypt(Map<String, String> changed, Map<String, String> given) {
        boolean key = !given.getOrDefault(QueueAttribute.KMS_KEY.title, "").isEmpty();
        boolean managed = given.containsKey(QueueAttribute.SSE.title) && is(changed, QueueAttribute.SSE, "true");
        if (key && managed) {
            throw SqsError.of(
                    "InvalidAttributeName",
                    "You can use one type of server-side encryption (SSE) at one time."
                            + " You can either enable KMS SSE or SQS SSE.");
        }
        if (key) {
            changed.put(QueueAttribute.SSE.title, "false");
        } else if (managed) {
            changed.remove(QueueAttribute.KMS_KEY.title);
        }
    }

    /** All that can be read back but what changes by itself. */
    public Map<String, String> shown() {
        return shown(values);
    }

    private static Map<String, String> shown(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>();
        for (QueueAttribute attribute : QueueAttribute.values()) {
            if (attribute.initial != null && (!attribute.ofFifo() || values.containsKey(QueueAttribute.FIFO.title))) {
                all.put(attribute.title, attribute.initial);
            }
        }
        all.putAll(values);
        if (values.containsKey(QueueAttribute.KMS_KEY.title)) {
            all.putIfAbsent(QueueAttribute.KMS_REUSE.title, "300");
        } else {
            all.remove(QueueAttribute.KMS_REUSE.title);
        }
        return all;
    }

    /** The name of the first attribute of the other's that differs here. */
    public @Nullable String differs(QueueSettings other) {
        var mine = shown();
        return other.values.keySet().stream()
                .filter(name -> !Objects.equals(mine.get(name), other.values.get(name)))
                .findFirst()
                .orElse(null);
    }

    /** Whether another queue may name this one as its dead-letter queue. */
    public boolean allowsDeadLettersOf(String sourceArn) {
        return RedriveAllowPolicy.allows(values, sourceArn);
    }

    /**
     * Those of all attributes that are asked for.
     *
     * @throws AwsException {@code InvalidAttributeName} for one that no queue has
     */
    public static Map<String, String> select(Map<String, String> all, List<String> names) {
        for (String name : names) {
            if (!all.containsKey(name) && !name.equals("All")) {
                var unused = QueueAttribute.named(name);
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
