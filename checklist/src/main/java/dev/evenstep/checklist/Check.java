package dev.evenstep.checklist;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One line of the checklist.
 *
 * @param name lower-case words with hyphens, by which a resource accepts not to keep it
 * @param resources whom it is about
 * @param check what is wrong with one of them; none: nothing
 */
record Check(String name, Function<Deployment, Stream<Resource>> resources, Function<Subject, Stream<Finding>> check) {

    /** A resource in its stack. */
    record Subject(Deployment deployment, Resource resource) {

        /** A finding where the property does not hold. */
        Stream<Finding> demand(boolean holds, String property, String demand) {
            return holds ? Stream.empty() : Stream.of(Finding.of(resource, property, demand));
        }

        Stream<Finding> demand(boolean holds, String property, Object value, String demand) {
            return holds ? Stream.empty() : Stream.of(Finding.of(resource, property, value, demand));
        }
    }

    /** A property that has to be as a predicate says. */
    static Check of(
            String name,
            Function<Deployment, Stream<Resource>> resources,
            String property,
            Predicate<Resource> holds,
            String demand) {
        return new Check(name, resources, subject -> subject.demand(holds.test(subject.resource()), property, demand));
    }

    /** Adds what is wrong, and this check's name to the unjudged ones where that is not known of every resource. */
    void examine(Deployment deployment, List<Finding> findings, Set<String> unjudged) {
        List<Resource> subjects;
        try {
            subjects = resources
                    .apply(deployment)
                    .filter(resource ->
                            resource.accepted().getOrDefault(name, "").isBlank())
                    .toList();
        } catch (UnreadException unknown) {
            unjudged.add(name);
            return;
        }
        for (var resource : subjects) {
            try {
                findings.addAll(check.apply(new Subject(deployment, resource))
                        .map(finding -> finding.by(name))
                        .toList());
            } catch (UnreadException unknown) {
                unjudged.add(name);
            }
        }
    }
}
