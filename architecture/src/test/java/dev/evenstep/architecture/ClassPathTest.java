package dev.evenstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the command brings along. */
class ClassPathTest {

    /** A fifth is what speaks to Kafka and RabbitMQ. */
    private static final int MOST_JARS = 99;

    @Test
    void theCommandNeedsFewJars() throws IOException {
        var classPath = Files.readString(Modules.ROOT.resolve("demo/target/class-path"));
        var jars = Arrays.stream(classPath.strip().split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .sorted()
                .toList();

        assertThat(jars).hasSizeLessThanOrEqualTo(MOST_JARS);
    }
}
