package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {

    @TempDir
    private Path folder;

    private static List<Path> archives(RunnerFixture fixture) throws IOException {
        try (Stream<Path> files = Files.walk(fixture.folder.resolve("cache/code"))) {
            return files.filter(file ->
                            file.toString().endsWith(".jsa") || file.toString().endsWith(".writing"))
                    .toList();
        }
    }

    private static void run(RunnerFixture fixture, String payload) {
        try (FunctionRunner runner = fixture.runner(
                RunnerFixture.options(fixture.instances(Duration.ofSeconds(30), true)),
                fixture.function("f", "Switchboard"))) {
            assertThat(runner.invoke("f", payload).requestId()).isNotEmpty();
        }
    }

    @Test
    void theFirstRunLeavesAnArchiveAndLaterOnesUseIt() throws IOException {
        RunnerFixture fixture = new RunnerFixture(folder);
        run(fixture, "{}");
        List<Path> written = archives(fixture);
        assertThat(written)
                .singleElement()
                .satisfies(file -> assertThat(file.toString()).endsWith(".jsa"));
        var time = Files.getLastModifiedTime(written.getFirst());

        run(fixture, "{}");

        assertThat(archives(fixture)).isEqualTo(written);
        assertThat(Files.getLastModifiedTime(written.getFirst())).isEqualTo(time);
        assertThat(fixture.lines)
                .noneMatch(line -> line.contains("[cds") || line.contains("[aot") || line.contains("[warning"));
    }

    @Test
    void anArchiveThatIsDamagedDoesNotStopAnybody() throws IOException {
        RunnerFixture fixture = new RunnerFixture(folder);
        run(fixture, "{}");
        Path archive = archives(fixture).getFirst();
        byte[] half = Files.readAllBytes(archive);
        Files.write(archive, java.util.Arrays.copyOf(half, half.length / 2));

        run(fixture, "{}");

        assertThat(fixture.lines).filteredOn(line -> line.startsWith("REPORT")).hasSize(2);
        assertThat(fixture.lines)
                .noneMatch(line -> line.contains("[cds") || line.contains("[aot") || line.contains("[warning"));
    }

    @Test
    void anInstanceThatEndsOnItsOwnLeavesNone() throws IOException {
        RunnerFixture fixture = new RunnerFixture(folder);
        run(fixture, "{\"do\":\"exit\",\"status\":0}");

        assertThat(archives(fixture)).isEmpty();
    }
}
