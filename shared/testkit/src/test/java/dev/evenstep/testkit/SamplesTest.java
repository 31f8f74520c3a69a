package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final Path FOLDER = Path.of("src/test/resources/events-samples");
    private static final String NAME = "test/Numbered/v1-one";

    @Test
    void aSampleIsReadFromTheClassPathOfTheTestOrFromAFolder() {
        assertThat(Samples.read(NAME)).contains("\"id\": \"e-1\"").isEqualTo(Samples.read(FOLDER, NAME));
    }

    @Test
    void oneThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.read("test/Numbered/v2"))
                .withMessage("There is no sample events-samples/test/Numbered/v2.json on the class path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.read(FOLDER, "test/Numbered/v2"))
                .withMessageStartingWith("There is no sample /")
                .withMessageEndingWith("events-samples/test/Numbered/v2.json");
    }
}
