package dev.evenstep.local.lambdaapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestsTest {

    private static final FileTime BUILT = FileTime.fromMillis(1_000);

    private final CodeDigests digests = new CodeDigests();

    @Test
    void aJarIsReadAgainOnlyWhenItHasChanged(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("function.jar");
        write(jar, "one", BUILT);
        String first = digests.of(jar);

        write(jar, "two", BUILT);
        assertThat(digests.of(jar)).isEqualTo(first);
        write(jar, "two", FileTime.fromMillis(2_000));
        String second = digests.of(jar);
        write(jar, "three", FileTime.fromMillis(2_000));

        assertThat(second)
                .isEqualTo("P8TM/nRYcOLA2Z9x8w/wZWyN7dQcwdfT03aw2+aF4vM=")
                .isNotEqualTo(first);
        assertThat(digests.of(jar)).isNotEqualTo(second);
    }

    private static void write(Path jar, String content, FileTime modified) throws IOException {
        Files.setLastModifiedTime(Files.writeString(jar, content), modified);
    }
}
