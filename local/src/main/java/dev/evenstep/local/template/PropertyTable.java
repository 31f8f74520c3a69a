package dev.evenstep.local.template;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What becomes of every property of one resource type, by its dotted path (items of a list share their list's path):
 * honoured, or why not. What stands in no table is unknown.
 */
final class PropertyTable {

    private final Map<String, Treatment> treatments;

    private PropertyTable(Map<String, Treatment> treatments) {
        this.treatments = treatments;
    }

    /** What becomes of a property. */
    sealed interface Treatment {

        /** It has its effect, with everything in it. */
        record Honoured() implements Treatment {}

        /** It is looked at piece by piece. */
        record Opened() implements Treatment {}

        /** It has become a resource of its own, and is looked at there. */
        record Expanded() implements Treatment {}

        /** It is read, so that two descriptions can be compared by it, but it has not its effect. */
        record Compared(String why) implements Treatment {}

        /** It has no effect, and nobody reads it. */
        record Left(String why) implements Treatment {}

        /** It stands in no table. */
        record Unknown() implements Treatment {}
    }

    static PropertyTable empty() {
        return new PropertyTable(Map.of());
    }

    PropertyTable honours(String... paths) {
        return and(new Treatment.Honoured(), paths);
    }

    PropertyTable expands(String... paths) {
        return and(new Treatment.Expanded(), paths);
    }

    PropertyTable compares(String why, String... paths) {
        return and(new Treatment.Compared(why), paths);
    }

    PropertyTable leaves(String why, String... paths) {
        return and(new Treatment.Left(why), paths);
    }

    Treatment of(String path) {
        return treatments.getOrDefault(path, new Treatment.Unknown());
    }

    private PropertyTable and(Treatment treatment, String... paths) {
        var more = new LinkedHashMap<>(treatments);
        Arrays.stream(paths).forEach(path -> {
            for (var dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                more.putIfAbsent(path.substring(0, dot), new Treatment.Opened());
            }
            more.put(path, treatment);
        });
        return new PropertyTable(more);
    }
}
