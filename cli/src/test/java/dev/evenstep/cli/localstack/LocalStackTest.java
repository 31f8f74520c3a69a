package dev.evenstep.cli.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

    @TempDir
    private Path folder = Path.of("");

    private final PrintWriter progress = new PrintWriter(new StringWriter());

    @Test
    void aTakenPortIsNamedWithTheOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> localStack().start(port))
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("--port");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProcessOfTheNotedIdThatIsNotOursIsLeftAlone() throws IOException {
        Path pid = Files.writeString(
                folder.resolve("pid"), Long.toString(ProcessHandle.current().pid()));

        assertThat(localStack().stop()).isFalse();
        assertThat(pid).doesNotExist();
    }

    @Test
    void theLauncherFindsWhatRunsFunctionsBesideIt() {
        Path launcher = new Installation(folder, progress).launcher();

        assertThat(launcher).exists().hasParent(folder);
        assertThat(launcher.resolveSibling("runtime_executor.py")).exists();
    }

    private LocalStack localStack() {
        return new LocalStack(new Installation(folder, progress));
    }
}
