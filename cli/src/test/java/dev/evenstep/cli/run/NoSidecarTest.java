package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoSidecarTest {

    @ParameterizedTest
    @CsvSource({
        "/work/meters/template.yaml, meters",
        "/work/Smart Meters_2/template.yaml, Smart-Meters-2",
        "/work/2026-meters!/template.yaml, meters",
        "/work/2026/template.yaml, local",
        "/template.yaml, local"
    })
    void aStackIsNamedLikeItsFolder(Path template, String name) {
        assertThat(new NoSidecar(template).stackName()).isEqualTo(name);
    }
}
