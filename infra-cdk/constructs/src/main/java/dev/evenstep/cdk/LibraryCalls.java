package dev.evenstep.cdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The IAM actions that the library's calls need, by what they are made for: {@code actions.csv}, which stands beside the code
 * that calls, in {@code shared/aws}, and which a test holds against it.
 */
final class LibraryCalls {

    private static final String FILE = "actions.csv";

    private LibraryCalls() {}

    /**
     * @param uses such as {@code lease}
     * @throws IllegalArgumentException for one that the file does not have
     */
    static List<String> actions(String... uses) {
        var rows = rows();
        return Stream.of(uses)
                .flatMap(use -> actions(use, rows).stream())
                .distinct()
                .toList();
    }

    private static List<String> actions(String use, List<String> rows) {
        return rows.stream()
                .map(row -> row.split("\\|", -1))
                .filter(row -> row[0].equals(use))
                .map(row -> List.of(row[2].split(" ")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no calls are known for " + use));
    }

    private static List<String> rows() {
        var file = Objects.requireNonNull(LibraryCalls.class.getResourceAsStream(FILE), FILE);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
