package dev.evenstep.infra;

import dev.evenstep.local.stack.BusSpec;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.ScheduleSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.stack.TableSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How two descriptions of a stack differ, in sentences such as {@code queue orders.fifo: visibilityTimeout is PT60S in
 * template.yaml, PT30S in cdk.out}. Things are matched by their names, mappings by function and source, targets of a
 * rule by what they lead to. Not looked at: logical ids, the ids of targets (the CDK makes up its own), where code
 * lies, and what is not honoured.
 */
final class StackDifference {

    private static final Set<String> UNSEEN = Set.of("logicalId", "code", "notHonoured");

    private final Described one;
    private final Described other;
    private final List<String> sentences = new ArrayList<>();

    private StackDifference(Described one, Described other) {
        this.one = one;
        this.other = other;
    }

    /**
     * A stack and where it is described.
     *
     * @param source as it is called in the sentences, such as {@code template.yaml}
     */
    record Described(String source, Stack stack) {}

    /** No sentence at all where both describe the same. */
    static List<String> between(Described one, Described other) {
        var difference = new StackDifference(one, other);
        difference.compareStacks();
        return List.copyOf(difference.sentences);
    }

    private void compareStacks() {
        compare("stack", "name", one.stack().name(), other.stack().name());
        things("queue", Stack::queues, QueueSpec::name);
        things("table", Stack::tables, TableSpec::name);
        things("bus", Stack::buses, BusSpec::name);
        things("rule", Stack::rules, rule -> rule.bus() + "|" + rule.name());
        things("schedule", Stack::schedules, ScheduleSpec::name);
        things("function", Stack::functions, FunctionSpec::name);
        things("mapping", Stack::mappings, mapping -> mapping.sourceArn() + " to " + mapping.function());
        compare("stack", "outputs", one.stack().outputs(), other.stack().outputs());
    }

    private <T> void things(String what, Function<Stack, List<T>> part, Function<T, String> name) {
        var left = byName(part.apply(one.stack()), name);
        var right = byName(part.apply(other.stack()), name);
        for (var key : keys(left, right)) {
            var ours = left.get(key);
            var theirs = right.get(key);
            if (ours == null || theirs == null) {
                sentences.add(what + " " + key + ": only in " + (theirs == null ? one : other).source());
            } else {
                components(what + " " + key, "", (Record) ours, (Record) theirs);
            }
        }
    }

    private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        things.forEach(thing -> byName.put(name.apply(thing), thing));
        return byName;
    }

    private static Set<String> keys(Map<String, ?> left, Map<String, ?> right) {
        var keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        return keys;
    }

    private void components(String subject, String path, Record ours, Record theirs) {
        if (!ours.getClass().equals(theirs.getClass())) {
            sentence(subject, path, ours, theirs);
            return;
        }
        for (var component : ours.getClass().getRecordComponents()) {
            var isTargetId =
                    ours instanceof RuleSpec.TargetSpec && component.getName().equals("id");
            if (!isTargetId && !UNSEEN.contains(component.getName())) {
                compare(
                        subject,
                        path.isEmpty() ? component.getName() : path + "." + component.getName(),
                        value(component, ours),
                        value(component, theirs));
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private void compare(String subject, String path, @Nullable Object ours, @Nullable Object theirs) {
        if (ours instanceof Record left && theirs instanceof Record right) {
            components(subject, path, left, right);
        } else if (ours instanceof Map<?, ?> left && theirs instanceof Map<?, ?> right) {
            entries(subject, path, texts(left), texts(right));
        } else if (ours instanceof List<?> left && theirs instanceof List<?> right && holdRecords(left, right)) {
            entries(subject, path, keyed(left), keyed(right));
        } else if (!Objects.equals(ours, theirs)) {
            sentence(subject, path, ours, theirs);
        }
    }

    private void entries(String subject, String path, Map<String, ?> left, Map<String, ?> right) {
        for (var key : keys(left, right)) {
            compare(subject, path + "." + key, left.get(key), right.get(key));
        }
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new TreeMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), Objects.requireNonNull(value)));
        return texts;
    }

    private static boolean holdRecords(Collection<?> left, Collection<?> right) {
        return (!left.isEmpty() || !right.isEmpty())
                && left.stream().allMatch(Record.class::isInstance)
                && right.stream().allMatch(Record.class::isInstance);
    }

    /** What leads to the same place more than once is told apart by its position. */
    private static Map<String, Object> keyed(List<?> records) {
        Map<String, Object> keyed = new TreeMap<>();
        for (var element : records) {
            var key = switch (element) {
                case RuleSpec.TargetSpec target -> target.arn();
                case TableSpec.SecondaryIndex index -> index.name();
                case null, default -> "";
            };
            var count = 1;
            var unique = key;
            while (keyed.containsKey(unique)) {
                count++;
                unique = key + "#" + count;
            }
            keyed.put(unique, Objects.requireNonNull(element));
        }
        return keyed;
    }

    private void sentence(String subject, String path, @Nullable Object ours, @Nullable Object theirs) {
        sentences.add(subject + ": " + path + " is " + shown(ours) + " in " + one.source() + ", " + shown(theirs)
                + " in " + other.source());
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "not set" : value.toString();
    }
}
