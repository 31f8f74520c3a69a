package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @Test
    void instancesEndWhenTheirParentIsKilledHardBusyOrIdle(@TempDir Path folder) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphansMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> instances = new ArrayList<>();
        try (BufferedReader out = parent.inputReader()) {
            for (String line = out.readLine(); line != null && !line.equals("ready"); line = out.readLine()) {
                long pid = new ObjectMapper().readTree(line).path("pid").asLong();
                instances.add(ProcessHandle.of(pid).orElseThrow());
            }
            assertThat(instances).hasSize(2).allMatch(ProcessHandle::isAlive);

            parent.destroyForcibly();

            await().atMost(Duration.ofSeconds(5)).until(() -> instances.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
            instances.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
