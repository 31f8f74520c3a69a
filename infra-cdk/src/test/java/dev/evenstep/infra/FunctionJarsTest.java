package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionJarsTest {

    @Test
    void aJarThatIsMissingIsNamedWithTheCommandThatMakesIt(@TempDir Path folder) {
        var expected = folder.resolve("functions/place/target/place.jar");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FunctionJars(folder).of("place"))
                .withMessage("the jar of place is missing: " + expected + "; package the functions first, in " + folder
                        + ": mvn package -pl infra-cdk -am -DskipTests");
    }
}
