package dev.evenstep.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.cli.project.Build;
import dev.evenstep.cli.project.NewProject;
import dev.evenstep.cli.project.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build packed: it becomes what {@code evenstep new} makes. Maven itself makes a project of it in .ci/own-project. */
class ArchetypeTest {

    private static final Path PACKED = Path.of("target/classes");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

    /** What Maven and the files' own first lines say. */
    private static final Map<String, String> VALUES = Map.of(
            "artifactId", "meters",
            "groupId", "com.acme",
            "version", "1.0-SNAPSHOT",
            "package", "com.acme.power",
            "symbol_pound", "#",
            "symbol_dollar", "$",
            "symbol_escape", "\\");

    @Test
    void itMakesTheProjectThatTheCommandMakes() throws IOException {
        Map<String, String> generated = new TreeMap<>();
        for (Path file : packed()) {
            String unused = generated.put(path(file), merged(Files.readString(file)));
        }

        assertThat(generated)
                .containsExactlyInAnyOrderEntriesOf(project("meters").files());
    }

    @Test
    void nothingOfAFileIsVelocitysButItsReferences() throws IOException {
        for (Path file : packed()) {
            assertThat(REFERENCE.matcher(body(Files.readString(file))).replaceAll(""))
                    .as(file.toString())
                    .doesNotContain("$", "#", "\\");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "meters", "meter-2", "Meters", "2-meters", "meters-", "me_ters", ""})
    void itTakesTheNamesThatTheCommandTakes(String name) throws IOException {
        Matcher script = Pattern.compile("artifactId ==~ /(.*)/\\)")
                .matcher(Files.readString(PACKED.resolve("META-INF/archetype-post-generate.groovy")));

        assertThat(script.find()).isTrue();
        assertThat(name.matches(script.group(1))).isEqualTo(isTaken(name));
        assertThat("m".repeat(40)).matches(script.group(1));
        assertThat("m".repeat(41)).doesNotMatch(script.group(1));
    }

    private static boolean isTaken(String name) {
        try {
            return project(name).name().equals(name);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static NewProject project(String name) {
        return new NewProject(
                name, "com.acme", "com.acme.power", Set.of(Trigger.SQS, Trigger.FIFO, Trigger.BUS), Build.MAVEN);
    }

    private static Iterable<Path> packed() throws IOException {
        try (Stream<Path> files = Files.walk(PACKED.resolve("archetype-resources"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String path(Path file) {
        return PACKED.resolve("archetype-resources")
                .relativize(file)
                .toString()
                .replaceFirst("/java/", "/java/com/acme/power/")
                .replace("__artifactId__", "meters")
                .replaceFirst("^gitignore$", ".gitignore");
    }

    private static String merged(String template) {
        return REFERENCE
                .matcher(body(template))
                .replaceAll(reference -> Matcher.quoteReplacement(VALUES.getOrDefault(reference.group(1), "?")));
    }

    private static String body(String template) {
        return template.lines().skip(3).map(line -> line + "\n").reduce("", String::concat);
    }
}
