package dev.evenstep.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who refers to whom among the resources, and whether that goes round in a circle, in which nothing can be first. */
final class ReferenceCycles {

    private final Map<String, Set<String>> references = new LinkedHashMap<>();

    void add(String from, String to) {
        references.computeIfAbsent(from, id -> new LinkedHashSet<>()).add(to);
    }

    /** A circle, its first resource repeated at the end; empty where there is none. */
    List<String> find() {
        var left = new LinkedHashMap<>(references);
        var found = true;
        while (found) {
            found = left.values().removeIf(needed -> needed.stream().noneMatch(left::containsKey));
        }
        List<String> way = new ArrayList<>();
        var id = left.keySet().stream().findFirst();
        while (id.isPresent() && !way.contains(id.get())) {
            way.add(id.get());
            id = left.getOrDefault(id.get(), Set.of()).stream()
                    .filter(left::containsKey)
                    .findFirst();
        }
        id.ifPresent(way::add);
        return id.isEmpty() ? List.of() : way.subList(way.indexOf(id.get()), way.size());
    }
}
