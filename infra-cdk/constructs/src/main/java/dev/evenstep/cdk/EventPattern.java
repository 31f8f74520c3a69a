package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;

/**
 * Which events of a bus a rule takes: of any of these sources and of any of these types.
 *
 * @param sources none: all
 * @param types none: all
 */
public record EventPattern(List<String> sources, List<String> types) {

    public EventPattern {
        sources = List.copyOf(sources);
        types = List.copyOf(types);
        var demand = new Demand("a pattern");
        sources.forEach(source ->
                demand.that(!source.isBlank(), "source", "empty", "an event's source", "name one, such as shop"));
        types.forEach(type ->
                demand.that(!type.isBlank(), "type", "empty", "an event's type", "name one, such as OrderPlaced"));
    }

    /** Every event of the bus. */
    public static EventPattern everything() {
        return new EventPattern(List.of(), List.of());
    }

    public static EventPattern from(String... sources) {
        return new EventPattern(List.of(sources), List.of());
    }

    public EventPattern of(String... changedTypes) {
        return new EventPattern(sources, List.of(changedTypes));
    }

    /** As EventBridge reads it, which takes no pattern without any field. */
    Map<String, Object> asMap() {
        List<?> matchedSources = sources.isEmpty() ? List.of(Map.of("exists", true)) : sources;
        return types.isEmpty()
                ? Map.of("source", matchedSources)
                : Map.of("source", matchedSources, "detail-type", types);
    }
}
