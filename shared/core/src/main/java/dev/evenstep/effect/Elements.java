package dev.evenstep.effect;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What is within a set, a list or a map, as what it should be. */
final class Elements {

    private Elements() {}

    static <T> Set<T> set(String attribute, Set<?> elements, Class<T> type, String kind) {
        Set<T> typed = new LinkedHashSet<>();
        for (Object element : elements) {
            if (!type.isInstance(element)) {
                throw new IllegalStateException(
                        "Attribute " + attribute + " is a set with " + Values.kind(element) + ", not of " + kind);
            }
            typed.add(type.cast(element));
        }
        return Set.copyOf(typed);
    }

    static Item item(String name, Object element) {
        if (element instanceof Map<?, ?> map) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            map.forEach((key, value) -> attributes.put(key.toString(), value));
            return new Item(attributes);
        }
        throw new IllegalStateException("Attribute " + name + " is " + Values.kind(element) + ", not a map");
    }
}
