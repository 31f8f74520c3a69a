package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.event.ruler.GenericMachine;

/**
 * A bus with its rules, as they are at one moment: every change makes another. One machine matches all enabled rules at
 * once.
 */
record BusSnapshot(
        String name,
        String arn,
        String description,
        Instant created,
        Map<String, Rule> rules,
        GenericMachine<String> machine) {

    static BusSnapshot of(String name, String arn, String description, Instant created) {
        return new BusSnapshot(name, arn, description, created, Map.of(), compile(Map.of()));
    }

    private static GenericMachine<String> compile(Map<String, Rule> rules) {
        GenericMachine<String> machine = GenericMachine.<String>builder().build();
        try {
            for (Rule rule : rules.values()) {
                if (rule.enabled()) {
                    machine.addRule(rule.name(), rule.pattern());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // patterns were checked when they came
        }
        return machine;
    }

    Optional<Rule> rule(String ruleName) {
        return Optional.ofNullable(rules.get(ruleName));
    }

    BusSnapshot with(Rule rule) {
        Map<String, Rule> changed = new TreeMap<>(rules);
        changed.put(rule.name(), rule);
        return with(changed);
    }

    BusSnapshot without(String ruleName) {
        Map<String, Rule> changed = new TreeMap<>(rules);
        changed.remove(ruleName);
        return with(changed);
    }

    private BusSnapshot with(Map<String, Rule> changed) {
        return new BusSnapshot(name, arn, description, created, changed, compile(changed));
    }

    /** The enabled rules whose pattern fits, by name. */
    List<Rule> matching(JsonNode event) {
        List<Rule> matching = new ArrayList<>();
        machine.rulesForJSONEvent(event).stream()
                .sorted()
                .forEach(ruleName -> rule(ruleName).ifPresent(matching::add));
        return matching;
    }
}
