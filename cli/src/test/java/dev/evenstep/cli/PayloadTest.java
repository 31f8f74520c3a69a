package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {

    @TempDir
    private Path folder;

    @Test
    void anEnvelopeSaysItsSourceAndTypeAndOfSamplesWithoutOneTheFoldersDo() throws IOException {
        assertThat(payload("{\"source\":").source()).isEmpty();
        Files.writeString(folder.resolve("targets.properties"), "");
        Payload envelope = payload("{\"source\":\"grid\",\"type\":\"MeterRead\"}");
        Payload broken = payload("{\"source\":");

        assertThat(envelope.source()).isEqualTo("grid");
        assertThat(envelope.type()).isEqualTo("MeterRead");
        assertThat(broken.source()).isEqualTo("web");
        assertThat(broken.type()).isEqualTo("Order");
        assertThat(broken.body()).isEqualTo("{\"source\":");
    }

    @Test
    void theNearestTargetsAboveTheFileSayWhereItsSourceSends() throws IOException {
        Files.writeString(folder.resolve("targets.properties"), "grid = readings.fifo\nweb = orders");

        assertThat(payload("{\"source\":\"grid\",\"type\":\"MeterRead\"}").target())
                .isEqualTo("readings.fifo");
        assertThat(payload("no envelope").target()).isEqualTo("orders");
        assertThat(payload("{\"source\":\"sun\",\"type\":\"Up\"}").target()).isNull();
    }

    private Payload payload(String body) throws IOException {
        Path file = Files.createDirectories(folder.resolve("web/Order")).resolve("payload.json");
        return Payload.read(Files.writeString(file, body));
    }
}
