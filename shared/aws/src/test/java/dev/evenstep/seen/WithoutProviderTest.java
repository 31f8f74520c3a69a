package dev.evenstep.seen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a function says whose class path has no provider of SLF4J: all that a person needs, on standard output. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutProviderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> troubles = new ArrayList<>();
    private final List<JsonNode> metrics = new ArrayList<>();

    @BeforeAll
    void run() throws IOException, InterruptedException {
        for (String line : outputWithoutLogback()) {
            JsonNode json = json(line);
            (json.has("_aws") ? metrics : troubles).add(json);
        }
    }

    @Test
    void everyFailedRecordIsOneLineWithAllThatIsKnownOfIt() {
        assertThat(troubles).hasSize(7).allSatisfy(line -> {
            assertThat(text(line, "level", "consumer", "trace"))
                    .containsExactly("WARN", "take-order", FailingFunction.TRACE);
            assertThat(line.path("ageSeconds").intValue()).isBetween(90, 150);
            assertThat(line.path("message").textValue()).startsWith("take-order: record m-e-");
        });
        assertThat(troubles.subList(0, 6))
                .allSatisfy(
                        line -> assertThat(text(line, "type", "subject", "source", "entityVersion", "schemaVersion"))
                                .containsExactly("OrderPlaced", "order-1", "shop", "3", "1"));
        assertThat(troubles)
                .extracting(line -> String.join(" ", text(line, "eventId", "decision", "reason", "attempt")))
                .containsExactly(
                        "e-1 transient record 1",
                        "e-1 transient record 2",
                        "e-1 transient record 3",
                        "e-1 transient record 4",
                        "e-1 poison retries-exhausted 5",
                        "e-2 transient dependency 1",
                        "e-3 poison malformed 1");
    }

    @Test
    void aStackBeginsWithTheFunctionsOwnFrame() {
        assertThat(troubles.subList(0, 5))
                .allSatisfy(line -> assertThat(line.path("stack").textValue().lines())
                        .hasSize(2)
                        .first()
                        .isEqualTo("java.lang.NullPointerException: no such article"));
        assertThat(troubles.getFirst()
                        .path("stack")
                        .textValue()
                        .lines()
                        .toList()
                        .get(1))
                .startsWith("\tat dev.evenstep.seen.FailingFunction.refused(FailingFunction.java:");
    }

    @Test
    void theMetricsAreOneLineABatch() {
        assertThat(metrics).hasSize(7);
        assertThat(metrics.get(5).path("DependencyFailures.gateway").intValue()).isEqualTo(1);
        assertThat(metrics.get(6).path("poison.malformed").intValue()).isEqualTo(1);
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException other) {
            throw new AssertionError("No line of JSON: " + line, other);
        }
    }

    private static List<String> text(JsonNode line, String... names) {
        return Stream.of(names).map(name -> line.path(name).asText()).toList();
    }

    private static List<String> outputWithoutLogback() throws IOException, InterruptedException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        FailingFunction.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).doesNotContain("4711");
        return output.lines().toList();
    }
}
