package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec.Async;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the functions of a template, by name, are called: by which alias, and with what for a failure. */
final class Calls {

    private static final String LATEST = "$LATEST";

    private final Set<String> foreign = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private final Map<String, SortedSet<String>> aliases = new HashMap<>();
    private final Map<String, SortedSet<String>> calledAliases = new HashMap<>();
    private final Map<FunctionReference, Async> asyncs = new HashMap<>();

    /** Keeps a function out that cannot run here; whatever calls it is kept out too. */
    void keepOut(String function) {
        foreign.add(function);
    }

    boolean isKeptOut(String reference) {
        return FunctionReference.of(reference)
                .filter(function -> foreign.contains(function.name()))
                .isPresent();
    }

    void addAlias(String function, String alias) {
        aliases.computeIfAbsent(function, name -> new TreeSet<>()).add(alias);
    }

    /** Notes that a source calls a function, and under which alias; an alias that does not exist is a problem. */
    void add(String reference, Properties source, String property) {
        FunctionReference.of(reference).ifPresent(function -> {
            called.add(function.name());
            function.alias().ifPresent(alias -> {
                if (!aliases.getOrDefault(function.name(), new TreeSet<>()).contains(alias)) {
                    source.problem(
                            property, "calls " + function.name() + " by an alias that it does not have: " + alias);
                }
                calledAliases
                        .computeIfAbsent(function.name(), name -> new TreeSet<>())
                        .add(alias);
            });
        });
    }

    /** @param qualifier the alias or {@code $LATEST}, whose invocations this is about */
    void setAsync(String function, String qualifier, Async async) {
        asyncs.put(new FunctionReference(function, qualifier), async);
    }

    /** What holds for the invocations by the sources; known once all are connected. */
    Async async(String function) {
        return asyncs.getOrDefault(new FunctionReference(function, qualifier(function)), Async.defaults());
    }

    /** By what a function's sources call it. */
    String qualifier(String function) {
        var alias = alias(function);
        return alias == null ? LATEST : alias;
    }

    /** The alias that the sources call; without sources the only one there is. */
    @Nullable
    String alias(String function) {
        var used = calledAliases.get(function);
        if (used != null) {
            return used.first();
        }
        var all = aliases.getOrDefault(function, new TreeSet<>());
        return all.size() == 1 && !called.contains(function) ? all.first() : null;
    }
}
