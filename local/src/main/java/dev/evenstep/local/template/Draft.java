package dev.evenstep.local.template;

import dev.evenstep.local.stack.AlarmSpec;
import dev.evenstep.local.stack.BusSpec;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.NotHonoured;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.stack.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stack while it is put together. Everything comes out in the order of its name, whatever order it went in. */
final class Draft {

    private final Map<String, QueueSpec> queues = new TreeMap<>();
    private final Map<String, TableSpec> tables = new TreeMap<>();
    private final Map<String, BusSpec> buses = new TreeMap<>();
    private final Map<String, RuleSpec> rules = new TreeMap<>();
    private final Map<String, FunctionSpec> functions = new TreeMap<>();
    private final Map<String, MappingSpec> mappings = new TreeMap<>();
    private final Map<String, AlarmSpec> alarms = new TreeMap<>();
    private final Set<String> foreignFunctions = new HashSet<>();
    private final Map<String, Map<String, Async>> asyncs = new HashMap<>();
    private final Map<String, SortedSet<String>> aliases = new HashMap<>();
    private final Map<String, SortedSet<String>> calledAliases = new HashMap<>();
    private final Set<String> calledFunctions = new HashSet<>();
    private final Set<NotHonoured> notHonoured = new LinkedHashSet<>();

    void add(QueueSpec queue, Properties source) {
        unique(queues.put(queue.arn(), queue), source, "queue", queue.name());
    }

    void add(TableSpec table, Properties source) {
        unique(tables.put(table.arn(), table), source, "table", table.name());
    }

    void add(BusSpec bus, Properties source) {
        unique(buses.put(bus.name(), bus), source, "event bus", bus.name());
    }

    void add(RuleSpec rule, Properties source) {
        unique(rules.put(rule.bus() + "|" + rule.name(), rule), source, "rule of this bus", rule.name());
    }

    void add(FunctionSpec function, Properties source) {
        unique(functions.put(function.name(), function), source, "function", function.name());
    }

    void add(MappingSpec mapping, Properties source) {
        unique(
                mappings.put(mapping.id(), mapping),
                source,
                "mapping of the same source to the function",
                mapping.function());
    }

    void add(AlarmSpec alarm, Properties source) {
        unique(alarms.put(alarm.name(), alarm), source, "alarm", alarm.name());
    }

    private static void unique(@Nullable Object former, Properties source, String what, String name) {
        if (former != null) {
            source.problem("is another " + what + " " + name + "; AWS creates only one");
        }
    }

    /** Keeps a function out that cannot run here; whatever calls it is kept out too. */
    void keepOut(String function) {
        foreignFunctions.add(function);
    }

    void addAlias(String function, String alias) {
        aliases.computeIfAbsent(function, name -> new TreeSet<>()).add(alias);
    }

    /** @param qualifier the alias or {@code $LATEST}, whose invocations this is about */
    void setAsync(String function, String qualifier, Async async) {
        asyncs.computeIfAbsent(function, name -> new HashMap<>()).put(qualifier, async);
    }

    void replace(QueueSpec queue) {
        queues.put(queue.arn(), queue);
    }

    void leave(Properties source, String property, String why) {
        leave(source.declaration().origin(), source.path(property), why);
    }

    void leave(Origin origin, String path, String why) {
        notHonoured.add(new NotHonoured(origin.resource(), origin.type(), origin.path(path), why));
    }

    Optional<QueueSpec> queue(String arn) {
        return Optional.ofNullable(queues.get(arn));
    }

    Optional<BusSpec> bus(String name) {
        return Optional.ofNullable(buses.get(name));
    }

    Optional<TableSpec> tableOfStream(String arn) {
        return tables.values().stream()
                .filter(table -> arn.equals(table.streamArn()))
                .findFirst();
    }

    Optional<FunctionSpec> function(FunctionReference reference) {
        return Optional.ofNullable(functions.get(reference.name()));
    }

    boolean isForeign(FunctionReference reference) {
        return foreignFunctions.contains(reference.name());
    }

    /** What holds for the invocations by the sources; known once all are connected. */
    Async async(String function) {
        return asyncs.getOrDefault(function, Map.of()).getOrDefault(qualifier(function), Async.defaults());
    }

    /** By what a function's sources call it. */
    String qualifier(String function) {
        var alias = alias(function);
        return alias == null ? "$LATEST" : alias;
    }

    /** Whatever of this template has this ARN and takes events. */
    Optional<Receiver> receiver(String arn) {
        return queue(arn)
                .<Receiver>map(Receiver.Queue::new)
                .or(() -> FunctionReference.of(arn)
                        .flatMap(this::function)
                        .filter(function -> arn.equals(function.arn()) || arn.startsWith(function.arn() + ":"))
                        .map(Receiver.Function::new));
    }

    /** Notes that a source calls a function, and under which alias; an alias that does not exist is a problem. */
    void call(FunctionReference reference, Properties source, String property) {
        calledFunctions.add(reference.name());
        reference.alias().ifPresent(alias -> {
            if (!aliases.getOrDefault(reference.name(), new TreeSet<>()).contains(alias)) {
                source.problem(property, "calls " + reference.name() + " by an alias that it does not have: " + alias);
            }
            calledAliases
                    .computeIfAbsent(reference.name(), name -> new TreeSet<>())
                    .add(alias);
        });
    }

    Stack finish(String name, Map<String, String> outputs) {
        return new Stack(
                name,
                byName(queues.values(), Comparator.comparing(QueueSpec::name)),
                byName(tables.values(), Comparator.comparing(TableSpec::name)),
                List.copyOf(buses.values()),
                List.copyOf(rules.values()),
                functions.values().stream().map(this::finished).toList(),
                byName(
                        mappings.values(),
                        Comparator.comparing(MappingSpec::function).thenComparing(MappingSpec::sourceArn)),
                List.copyOf(alarms.values()),
                outputs,
                List.copyOf(notHonoured));
    }

    private static <T> List<T> byName(Collection<T> specs, Comparator<T> order) {
        var sorted = new ArrayList<>(specs);
        sorted.sort(order);
        return sorted;
    }

    private FunctionSpec finished(FunctionSpec function) {
        return new FunctionSpec(
                function.logicalId(),
                function.name(),
                function.arn(),
                function.handler(),
                function.runtime(),
                function.code(),
                function.timeout(),
                function.memoryMegabytes(),
                function.environment(),
                function.reservedConcurrency(),
                async(function.name()),
                alias(function.name()));
    }

    /** The alias that the sources call; without sources the only one there is. */
    private @Nullable String alias(String function) {
        var called = calledAliases.get(function);
        if (called != null) {
            return called.first();
        }
        var all = aliases.getOrDefault(function, new TreeSet<>());
        return all.size() == 1 && !calledFunctions.contains(function) ? all.first() : null;
    }
}
