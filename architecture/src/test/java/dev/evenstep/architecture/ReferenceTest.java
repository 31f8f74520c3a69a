package dev.evenstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference.md names what the library's sources name, and nothing else. {@link PermissionsTest} has the IAM actions. */
class ReferenceTest {

    private static final Pattern VARIABLE = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");
    private static final Pattern LOG_LINE = Pattern.compile("log\\.(?:warn|error|info)\\(\\s*\"([^\"]+)\"");
    private static final Pattern MESSAGE_ATTRIBUTE = Pattern.compile("\"(evenstep-[a-z-]+)\"");
    private static final Pattern ATTRIBUTE = Pattern.compile("static final String \\w+ = \"([A-Za-z_]+)\"");
    private static final Pattern ATTRIBUTE_OF_RECORDS =
            Pattern.compile("new Names\\(\"(\\w+)\", \"(\\w+)\", \"(\\w+)\", \"(\\w+)\"");
    private static final Pattern KEY =
            Pattern.compile("\"([A-Z_]+_TABLE)\", List\\.of\\(\"(\\w+)\"(?:, \"(\\w+)\")?\\)");

    private static final String DYNAMODB = "shared/aws/src/main/java/dev/evenstep/aws/internal/dynamodb/";

    @Test
    void everyEnvironmentVariableHasARow() {
        assertThat(ReferencePage.names("Environment variables")).containsExactlyInAnyOrderElementsOf(variables());
    }

    @Test
    void everyLogLineOfTheEventStoreHasARow() {
        assertThat(ReferencePage.names("Log lines of the event store"))
                .containsExactlyInAnyOrderElementsOf(
                        foundIn(List.of("shared/eventstore", "shared/eventstore-lambda"), LOG_LINE));
    }

    private static Set<String> variables() {
        Set<String> variables = with(found(VARIABLE), "<NAME>_TABLE");
        variables.addAll(foundIn(List.of("shared/archive"), VARIABLE));
        variables.addAll(found(VARIABLE, source("cli/src/main/java/dev/evenstep/cli/ViewsOption.java")));
        return variables;
    }

    @Test
    void everyMessageAttributeHasARow() {
        assertThat(ReferencePage.names("Message attributes"))
                .containsExactlyInAnyOrderElementsOf(found(MESSAGE_ATTRIBUTE));
    }

    @Test
    void everyTableHasItsKey() {
        Set<List<String>> keys = KEY.matcher(text(source("shared/aws/src/main/java/dev/evenstep/aws/StartChecks.java")))
                .results()
                .map(key -> List.of(key.group(1), key.group(2), key.group(3) == null ? "" : key.group(3)))
                .collect(Collectors.toSet());

        assertThat(ReferencePage.rows("Tables"))
                .extracting(row -> List.of(code(row.get(0)), code(row.get(1)), code(row.get(2))))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void everyAttributeThatIsWrittenStandsInItsTablesRow() {
        Map<String, Set<String>> attributes = ReferencePage.rows("Attributes").stream()
                .collect(Collectors.toMap(List::getFirst, row -> ReferencePage.code(row.get(1))));

        Set<String> ofRecords = found(ATTRIBUTE, "RecordItem", "AttemptRequests", "SharedProbes");
        ofRecords.addAll(found(ATTRIBUTE_OF_RECORDS, "RecordItem"));
        assertThat(attributes.get("`IDEMPOTENCY_TABLE`")).isEqualTo(ofRecords);
        assertThat(attributes.get("`PARKED_TABLE`")).isEqualTo(found(ATTRIBUTE, "ParkedItem"));
        Set<String> ofOutbox = with(found(ATTRIBUTE, "OutboxItem"), "expiration");
        ofOutbox.remove("unpublished");
        assertThat(attributes.get("`OUTBOX_TABLE`")).isEqualTo(ofOutbox);
        assertThat(attributes.get("`SUBJECT_KEYS_TABLE`"))
                .isEqualTo(found(
                        ATTRIBUTE, source("shared/encryption/src/main/java/dev/evenstep/encryption/KeyTable.java")));
        assertThat(attributes.get("an entity's item, of a versioned consumer"))
                .isEqualTo(found(
                        ATTRIBUTE, source("shared/core/src/main/java/dev/evenstep/internal/store/RecordAddress.java")));
    }

    @Test
    void theVersionsAreThoseOfTheBuild() {
        String pom = text(source("pom.xml"));

        assertThat(ReferencePage.rows("Versions")).isNotEmpty().allSatisfy(row -> {
            String property = code(row.get(1));
            assertThat(pom).contains("<%s>%s</%s>".formatted(property, row.get(2), property));
        });
    }

    private static String code(String cell) {
        return String.join(" ", ReferencePage.code(cell));
    }

    private static Set<String> with(Set<String> names, String another) {
        Set<String> more = new TreeSet<>(names);
        more.add(another);
        return more;
    }

    /** In everything that a function has of ours. */
    private static Set<String> found(Pattern pattern) {
        return foundIn(List.of("shared/core", "shared/aws", "shared/encryption", "shared/redis"), pattern);
    }

    private static Set<String> foundIn(List<String> modules, Pattern pattern) {
        return modules.stream()
                .flatMap(module -> files(source(module).resolve("src/main")))
                .flatMap(file -> found(pattern, file).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String... dynamoDbClasses) {
        return Stream.of(dynamoDbClasses)
                .flatMap(name -> found(pattern, source(DYNAMODB + name + ".java")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, Path file) {
        return pattern.matcher(text(file))
                .results()
                .flatMap(match -> Stream.iterate(1, group -> group + 1)
                        .limit(match.groupCount())
                        .map(match::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path source(String path) {
        return Modules.ROOT.resolve(path);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
