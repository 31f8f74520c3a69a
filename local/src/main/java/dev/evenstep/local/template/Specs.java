package dev.evenstep.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the resources of one kind have become, by what it is known by, whatever order it came in. */
final class Specs<T> {

    private final String what;
    private final Map<String, T> byKey = new TreeMap<>();

    /** @param what such as {@code queue}, for who adds a second one of the same name */
    Specs(String what) {
        this.what = what;
    }

    /** Adds what a resource has become, unless something is wrong with that. */
    void add(String key, String name, T spec, Properties source) {
        if (source.isSound() && byKey.put(key, spec) != null) {
            source.problem("is another " + what + " " + name + "; AWS creates only one");
        }
    }

    void replace(String key, T spec) {
        byKey.put(key, spec);
    }

    Optional<T> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    List<T> all() {
        return List.copyOf(byKey.values());
    }
}
