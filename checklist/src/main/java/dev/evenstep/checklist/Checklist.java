package dev.evenstep.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a production deployment must have. A resource that need not keep a rule says so, with the reason, in its metadata
 * {@code EvenstepAccepts}.
 */
public final class Checklist {

    private static final List<Check> RULES = Stream.of(
                    QueueChecks.all(),
                    MappingChecks.all(),
                    EventLogChecks.all(),
                    FunctionChecks.all(),
                    BusChecks.all(),
                    TableChecks.all(),
                    AlarmChecks.all())
            .flatMap(List::stream)
            .toList();

    private Checklist() {}

    /** Every rule's name, in the order in which they are checked. */
    public static List<String> rules() {
        return RULES.stream().map(Check::name).toList();
    }

    /** All that is wrong; none: nothing. */
    public static List<Finding> findings(Deployment deployment) {
        return examine(deployment).findings();
    }

    /** The same, and which rules could not tell, as {@link Unread} stands where they look. */
    public static Examination examine(Deployment deployment) {
        List<Finding> findings = new ArrayList<>();
        SortedSet<String> unjudged = new TreeSet<>();
        RULES.forEach(rule -> rule.examine(deployment, findings, unjudged));
        return new Examination(findings, unjudged);
    }

    /**
     * How many resources a rule is about: one that is about none says nothing.
     *
     * @throws IllegalArgumentException where there is no such rule
     */
    public static long subjects(String name, Deployment deployment) {
        var rule = RULES.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule " + name + "; there are " + rules()));
        return rule.resources().apply(deployment).count();
    }
}
