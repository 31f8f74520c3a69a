package dev.evenstep.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenstep.brokers.BrokerServers.BrokerKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingServersTest {

    @TempDir
    Path folder;

    @Test
    void aKafkaThatIsNotFetchedIsToldWithWhatFetchesIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BrokerServers.start(Map.of(BrokerKind.KAFKA, 0), folder, null))
                .withMessageContaining("./evenstep start --with kafka fetches it")
                .withMessageContaining("mvn -pl brokers/kafka-server process-classes");
    }

    @Test
    void nothingIsStartedThatNobodyWants() {
        try (BrokerServers none = BrokerServers.start(Map.of(), folder, null)) {
            assertThat(none.addresses()).isEmpty();
            assertThat(none.parameters()).isEmpty();
        }
    }

    @Test
    void aServerThatEndsIsToldWithItsLastLines() {
        ServerProcess process = ServerProcess.start(
                "Broken",
                new ServerProcess.Settings(
                        List.of("sh", "-c", "echo no such thing; exit 3"), Map.of(), folder, true, List.of("true")));

        assertThatIllegalStateException()
                .isThrownBy(() -> process.awaitReady(() -> false))
                .withMessage("Broken ended; the end of its log is:\nno such thing");
    }

    @Test
    void whatWasStartedIsGoneWithItsFolder() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        ServerProcess process = ServerProcess.start(
                "Sleeping",
                new ServerProcess.Settings(
                        List.of("sleep", "600"), Map.of(), own, false, List.of("touch", folder + "/cleaned")));

        process.close();
        process.close();

        assertThat(process.handle().isAlive()).isFalse();
        assertThat(own).doesNotExist();
        assertThat(folder.resolve("cleaned")).exists();
    }
}
