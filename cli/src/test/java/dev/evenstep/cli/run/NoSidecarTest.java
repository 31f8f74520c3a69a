package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoSidecarTest {

    @ParameterizedTest
    @CsvSource({
        "/home/ann/meters/template.yaml, meters",
        "/home/ann/Smart Meters_2/template.yaml, Smart-Meters-2",
        "/home/ann/2026-meters!/template.yaml, meters",
        "/home/ann/2026/template.yaml, local",
        "/template.yaml, local"
    })
    void aStackIsNamedLikeItsFolder(Path template, String name) {
        assertThat(new NoSidecar(template).stackName()).isEqualTo(name);
    }
}
