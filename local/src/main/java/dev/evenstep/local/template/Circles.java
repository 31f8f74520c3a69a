package dev.evenstep.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who refers to whom among the resources, and whether that goes round in a circle, in which nothing can be first. */
final class Circles {

    private final Map<String, Set<String>> references = new LinkedHashMap<>();

    void add(String from, String to) {
        references.computeIfAbsent(from, id -> new LinkedHashSet<>()).add(to);
    }

    /** A circle, its first resource repeated at the end. */
    Optional<List<String>> find() {
        Set<String> done = new HashSet<>();
        for (var id : references.keySet()) {
            var circle = follow(id, new ArrayList<>(), done);
            if (circle.isPresent()) {
                return circle;
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> follow(String id, List<String> way, Set<String> done) {
        var met = way.indexOf(id);
        way.add(id);
        if (met >= 0) {
            return Optional.of(List.copyOf(way.subList(met, way.size())));
        }
        if (!done.contains(id)) {
            for (var next : references.getOrDefault(id, Set.of())) {
                var circle = follow(next, way, done);
                if (circle.isPresent()) {
                    return circle;
                }
            }
            done.add(id);
        }
        way.removeLast();
        return Optional.empty();
    }
}
