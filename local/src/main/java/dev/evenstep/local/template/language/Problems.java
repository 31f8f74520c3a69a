package dev.evenstep.local.template.language;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one template, so that all of it is told at once. For one thread. */
public final class Problems {

    private final Path file;
    private final Set<Problem> found = new LinkedHashSet<>();

    public Problems(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Notes a problem, once, however often it is met. */
    public void report(int line, String where, String what) {
        found.add(new Problem(line, where, what));
    }

    /** Notes a problem and gives what stands for the unusable value from here on. */
    public Node.Broken broken(Node at, String where, String what) {
        report(at.line(), where, what);
        return new Node.Broken(at.line());
    }

    /** A section of the template, which must hold things by name; empty where it is not there. */
    public Node.Mapping section(Node template, String name, String things) {
        var section = template.get(name);
        if (section instanceof Node.Mapping mapping) {
            return mapping;
        }
        if (!section.isAbsent()) {
            report(section.line(), name, "must hold " + things + " by name");
        }
        return Node.Mapping.empty(section.line());
    }

    /** Whether a resource, or whatever begins so, has a problem by now. */
    public boolean concern(String where) {
        return found.stream().anyMatch(problem -> (problem.where() + ".").startsWith(where + "."));
    }

    /** In the order of their lines. */
    public List<Problem> all() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    public int count() {
        return found.size();
    }

    /**
     * Ends reading where it makes no sense any more.
     *
     * @throws TemplateException with everything that was found so far, if that is anything
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw failure();
        }
    }

    /** For what makes reading on pointless. */
    TemplateException fatal(int line, String where, String what) {
        report(line, where, what);
        return failure();
    }

    private TemplateException failure() {
        return new TemplateException(file, all());
    }
}
