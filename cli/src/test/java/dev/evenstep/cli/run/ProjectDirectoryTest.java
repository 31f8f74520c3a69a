package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectDirectoryTest {

    @Test
    void aFoldersOwnTemplateComesBeforeTheProjects(@TempDir Path folder) throws IOException {
        assertThat(ProjectDirectory.templateFor(folder)).isEqualTo(ProjectDirectory.template());

        Path yml = Files.writeString(folder.resolve("template.yml"), "");
        assertThat(ProjectDirectory.templateFor(folder)).isEqualTo(yml);
        Path yaml = Files.writeString(folder.resolve("template.yaml"), "");
        assertThat(ProjectDirectory.templateFor(folder)).isEqualTo(yaml);
    }
}
