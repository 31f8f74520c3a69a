package dev.evenstep.local.bus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule of a bus.
 *
 * @param targets by id, in the order in which they were put
 */
record Rule(String name, String arn, String pattern, boolean enabled, String description, Map<String, Target> targets) {

    Rule withEnabled(boolean now) {
        return new Rule(name, arn, pattern, now, description, targets);
    }

    Rule withDefinition(String newPattern, boolean now, String newDescription) {
        return new Rule(name, arn, newPattern, now, newDescription, targets);
    }

    Rule withTargets(List<Target> added) {
        Map<String, Target> all = new LinkedHashMap<>(targets);
        added.forEach(target -> all.put(target.id(), target));
        return new Rule(name, arn, pattern, enabled, description, all);
    }

    Rule withoutTargets(List<String> ids) {
        Map<String, Target> rest = new LinkedHashMap<>(targets);
        ids.forEach(rest::remove);
        return new Rule(name, arn, pattern, enabled, description, rest);
    }
}
