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
final class FunctionCalls {

    private static final String LATEST = "$LATEST";

    private final Set<String> foreign = new HashSet<>();
    private final Map<String, SortedSet<String>> aliases = new HashMap<>();
    /** An alias, or no text for the function itself. */
    private final Map<String, SortedSet<String>> called = new HashMap<>();

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
            var alias = function.alias().orElse("");
            if (!alias.isEmpty() && !aliasesOf(function.name()).contains(alias)) {
                source.problem(property, "calls " + function.name() + " by an alias that it does not have: " + alias);
            }
            called.computeIfAbsent(function.name(), name -> new TreeSet<>()).add(alias);
        });
    }

    private SortedSet<String> aliasesOf(String function) {
        return aliases.getOrDefault(function, new TreeSet<>());
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
        var candidates = called.getOrDefault(function, aliasesOf(function));
        var isClear = called.containsKey(function) || candidates.size() == 1;
        return isClear
                ? candidates.stream()
                        .filter(alias -> !alias.isEmpty())
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
