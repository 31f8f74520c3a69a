package dev.evenstep.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/benchmarks.md}: a section for each benchmark, between marks that nobody sees. */
record Document(Path file) {

    /** Puts a benchmark's section in the place of its older one, or at the end. */
    void write(String name, String section) throws IOException {
        var text = Files.exists(file) ? Files.readString(file) : "";
        var begin = "<!-- %s -->".formatted(name);
        var end = "<!-- end of %s -->".formatted(name);
        var whole = begin + "\n" + section + end;
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        Files.writeString(
                file,
                from >= 0 && to >= from
                        ? text.substring(0, from) + whole + text.substring(to + end.length())
                        : text + "\n" + whole + "\n");
    }
}
