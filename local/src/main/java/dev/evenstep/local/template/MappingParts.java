package dev.evenstep.local.template;

import java.util.List;

/** What mappings of queues and of streams have in common. */
final class MappingParts {

    /** AWS's quota; five without asking for more. */
    private static final int MOST_FILTERS = 10;

    private MappingParts() {}

    static List<String> filters(Properties mapping) {
        var filters = mapping.object("FilterCriteria").objects("Filters");
        if (filters.size() > MOST_FILTERS) {
            mapping.problem("FilterCriteria", "has " + filters.size() + " filters; AWS takes up to " + MOST_FILTERS);
        }
        return filters.stream().map(MappingParts::pattern).sorted().distinct().toList();
    }

    private static String pattern(Properties filter) {
        if (!filter.has("Pattern")) {
            filter.problem("Pattern", "is missing");
        }
        var outcome = filter.node("Pattern").map(EventPatterns::canonical);
        outcome.filter(found -> !found.isRight())
                .ifPresent(found -> filter.problem("Pattern", "is no event pattern: " + found.wrong()));
        return outcome.map(EventPatterns.Outcome::pattern).orElse("");
    }

    static boolean reportsItemFailures(Properties mapping) {
        var types = mapping.texts("FunctionResponseTypes");
        if (types.stream().anyMatch(type -> !type.equals("ReportBatchItemFailures"))) {
            mapping.problem("FunctionResponseTypes", "is " + types + "; AWS knows ReportBatchItemFailures only");
        }
        return !types.isEmpty();
    }

    /** AWS refuses settings that mean nothing to a source. */
    static void refuse(Properties mapping, String source, String... properties) {
        for (var property : properties) {
            if (mapping.has(property)) {
                mapping.problem(property, "means nothing to " + source + ", and AWS refuses it");
            }
        }
    }
}
