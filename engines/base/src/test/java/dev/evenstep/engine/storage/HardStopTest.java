package dev.evenstep.engine.storage;

import static dev.evenstep.engine.storage.Texts.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes. */
class HardStopTest {

    @TempDir
    private Path folder;

    @RepeatedTest(3)
    void whatWasAcknowledgedIsThereAndNothingIsHalf(RepetitionInfo time) throws Exception {
        var file = folder.resolve("data.mv");
        var acknowledged = writeUntilKilled(file, 300 * time.getCurrentRepetition());

        try (var storage = Storage.file(file)) {
            var one = storage.map("one", new TextCodec());
            var two = storage.map("two", new TextCodec());
            assertThat(acknowledged)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(one.get(key(name))).isEqualTo("x".repeat(200)));
            assertThat(keys(one)).isEqualTo(keys(two));
            assertThat(one.size()).isBetween((long) acknowledged.size(), (long) acknowledged.size() + 100_000);
        }
    }

    private static List<String> writeUntilKilled(Path file, int lines) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writers.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null) {
                acknowledged.add(line);
                if (acknowledged.size() == lines) {
                    process.destroyForcibly();
                }
                line = output.readLine();
            }
        } catch (IOException e) {
            // the pipe of a killed process may break
        }
        process.waitFor();
        acknowledged.removeLast(); // it may be half a line
        return acknowledged;
    }

    private static List<String> keys(OrderedMap<String> map) {
        List<String> keys = new ArrayList<>();
        map.ascending(null).forEachRemaining(entry -> keys.add(new String(entry.getKey(), StandardCharsets.UTF_8)));
        return keys;
    }
}
