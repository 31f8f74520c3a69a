package dev.evenstep.sqs.attributes;

import dev.evenstep.engine.protocol.AwsException;
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
public record Settings(
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

    private static final Map<String, String> DEFAULTS = Map.of(
            "VisibilityTimeout",
            "30",
            "DelaySeconds",
            "0",
            "MessageRetentionPeriod",
            "345600",
            "ReceiveMessageWaitTimeSeconds",
            "0",
            "MaximumMessageSize",
            "1048576",
            AttributeRules.SSE,
            "true");
    private static final Map<String, String> FIFO_DEFAULTS = Map.of(
            AttributeRules.FIFO, "true",
            AttributeRules.CONTENT_BASED, "false",
            AttributeRules.SCOPE, "queue",
            AttributeRules.THROUGHPUT, "perQueue");

    /** Of what {@link #values} were. */
    public static Settings of(Map<String, String> values) {
        var all = shown(values);
        var redrive = values.get(RedrivePolicy.NAME);
        return new Settings(
                Map.copyOf(values),
                number(all, "VisibilityTimeout"),
                number(all, "DelaySeconds"),
                number(all, "MessageRetentionPeriod"),
                number(all, "ReceiveMessageWaitTimeSeconds"),
                number(all, "MaximumMessageSize"),
                "true".equals(all.get(AttributeRules.FIFO)),
                "true".equals(all.get(AttributeRules.CONTENT_BASED)),
                "messageGroup".equals(all.get(AttributeRules.SCOPE)),
                redrive == null ? null : RedrivePolicy.parse(redrive));
    }

    /** @throws AwsException where an attribute is unknown, or its value is not one that it may have */
    public static Settings create(Map<String, String> given) {
        return of(AttributeRules.change(Map.of(), given, "true".equalsIgnoreCase(given.get(AttributeRules.FIFO))));
    }

    /** @throws AwsException as for {@link #create} */
    public Settings with(Map<String, String> given) {
        return of(AttributeRules.change(values, given, fifo));
    }

    /** All that can be read back but what changes by itself. */
    public Map<String, String> shown() {
        return shown(values);
    }

    private static Map<String, String> shown(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        if (values.containsKey(AttributeRules.FIFO)) {
            all.putAll(FIFO_DEFAULTS);
        }
        if (values.containsKey(AttributeRules.KMS_KEY)) {
            all.put(AttributeRules.KMS_REUSE, "300");
        }
        all.putAll(values);
        if (!values.containsKey(AttributeRules.KMS_KEY)) {
            all.remove(AttributeRules.KMS_REUSE);
        }
        return all;
    }

    /** The name of the first attribute of the other's that differs here. */
    public @Nullable String differs(Settings other) {
        var mine = shown();
        for (var entry : other.values.entrySet()) {
            if (!Objects.equals(mine.get(entry.getKey()), entry.getValue())) {
                return entry.getKey();
            }
        }
        return null;
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
        names.stream().filter(name -> !all.containsKey(name)).forEach(name -> {
            if (!name.equals("All") && !AttributeRules.known(name)) {
                throw AttributeRules.unknown(name);
            }
        });
        if (names.contains("All")) {
            return all;
        }
        Map<String, String> selected = new LinkedHashMap<>(all);
        selected.keySet().retainAll(names);
        return selected;
    }

    private static int number(Map<String, String> all, String name) {
        return Integer.parseInt(Objects.requireNonNull(all.get(name)));
    }
}
