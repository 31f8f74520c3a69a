package dev.evenstep.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of docs/reference.md, by section: each row as its cells, without the head. */
final class ReferencePage {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private ReferencePage() {}

    static List<List<String>> rows(String section) {
        String page = text();
        int begin = page.indexOf("\n## " + section + "\n");
        if (begin < 0) {
            throw new IllegalArgumentException("docs/reference.md has no section " + section);
        }
        int end = page.indexOf("\n## ", begin + 1);
        return page.substring(begin, end < 0 ? page.length() : end)
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** What stands in code quotes. */
    static Set<String> code(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What stands in code quotes in the first cells. */
    static Set<String> names(String section) {
        return rows(section).stream()
                .flatMap(row -> code(row.getFirst()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text() {
        try {
            return Files.readString(Modules.ROOT.resolve("docs/reference.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
