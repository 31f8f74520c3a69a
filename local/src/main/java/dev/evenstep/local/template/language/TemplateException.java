package dev.evenstep.local.template.language;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A template that cannot be read or that AWS would refuse; carries every problem found, not only the first. */
public final class TemplateException extends RuntimeException {

    /** The message shows no more than this; {@link #problems()} has them all. */
    private static final int MOST_SHOWN = 50;

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
        var more = problems.size() > MOST_SHOWN ? "\n  … and " + (problems.size() - MOST_SHOWN) + " more" : "";
        return problems.stream()
                .limit(MOST_SHOWN)
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", file + " has " + count + ":", more));
    }
}
