package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.local.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @Test
    void instancesEndWhenTheirParentIsKilledHardBusyOrIdle(@TempDir Path folder) throws Exception {
        List<ProcessHandle> instances = new ArrayList<>();
        try (var parent = ChildJvm.start(OrphansMain.class, folder)) {
            for (int i = 0; i < 2; i++) {
                long pid = new ObjectMapper()
                        .readTree(parent.await("{"))
                        .path("pid")
                        .asLong();
                instances.add(ProcessHandle.of(pid).orElseThrow());
            }
            parent.await("ready");
            assertThat(instances).allMatch(ProcessHandle::isAlive);

            parent.kill();

            await().until(() -> instances.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            instances.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
