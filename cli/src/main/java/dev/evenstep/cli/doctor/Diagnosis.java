package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Checklist;
import dev.evenstep.checklist.Deployment;
import dev.evenstep.checklist.Examination;
import dev.evenstep.checklist.Finding;
import dev.evenstep.checklist.Harm;
import dev.evenstep.checklist.Resource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * What is wrong with a stack.
 *
 * @param resources how many it has
 * @param findings the worst first
 * @param notChecked what was not read, with how many resources it concerns
 * @param unjudged rules that could not be judged of all that they are about, for that reason
 */
record Diagnosis(
        int resources, List<Ailment> findings, SortedMap<NotChecked, Integer> notChecked, SortedSet<String> unjudged) {

    /** A finding, and what becomes of it. */
    record Ailment(Harm harm, Finding finding) {}

    private static final String IS_THERE = "resource-is-there";

    static Diagnosis of(
            int resources,
            List<Resource> read,
            Collection<DeployedResource> gone,
            SortedMap<NotChecked, Integer> notChecked) {
        Examination examination = Checklist.examine(new Deployment(read));
        var ailments = Stream.concat(
                        gone.stream().map(Diagnosis::missing),
                        examination.findings().stream().map(finding -> new Ailment(Harm.of(finding.rule()), finding)))
                .sorted(Comparator.comparingInt(Diagnosis::order).thenComparing(Ailment::harm))
                .toList();
        return new Diagnosis(resources, ailments, notChecked, examination.unjudged());
    }

    /** First the mappings without partial answers: what fails in a batch is lost, whatever else is right. */
    private static int order(Ailment ailment) {
        return ailment.finding().rule().equals("mapping-reports-item-failures") ? 0 : 1;
    }

    private static Ailment missing(DeployedResource resource) {
        var watches = Stream.of("Alarm", "Dashboard", "LogGroup").anyMatch(resource.kind()::equals);
        return new Ailment(
                watches ? Harm.SILENCE : Harm.EVENTS,
                new Finding(
                        IS_THERE,
                        resource.kind() + " " + resource.id().replaceFirst(".*[|]", ""),
                        "in the account",
                        "nothing",
                        "there, as the stack has it: delete what remains of it from the stack, or deploy it again"));
    }
}
