package dev.evenstep.local.template.language;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A template that cannot be read or that AWS would refuse; carries every problem found, not only the first. */
public final class TemplateException extends RuntimeException {

    private final transient Path file;
    private final transient List<Problem> problems;

    TemplateException(Path file, List<Problem> problems) {
        super(message(file, problems));
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    public Path file() {
        return file;
    }

    /** In the order of their lines. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(Path file, List<Problem> problems) {
        var count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", file + " has " + count + ":", ""));
    }
}
