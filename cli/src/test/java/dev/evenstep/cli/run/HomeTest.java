package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @Test
    void aFoldersOwnTemplateComesBeforeTheProjects(@TempDir Path folder) throws IOException {
        assertThat(Home.templateFor(folder)).isEqualTo(Home.template());

        Path yml = Files.writeString(folder.resolve("template.yml"), "");
        assertThat(Home.templateFor(folder)).isEqualTo(yml);
        Path yaml = Files.writeString(folder.resolve("template.yaml"), "");
        assertThat(Home.templateFor(folder)).isEqualTo(yaml);
    }
}
