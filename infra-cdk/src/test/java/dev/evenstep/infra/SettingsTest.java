package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdk.json}, and the command that it names. */
@ExtendWith(Synthesis.Extension.class)
class SettingsTest {

    @Test
    void theFlagsAreThoseOfNewProjects() throws IOException {
        ObjectNode context = Synthesis.settings().path("context").deepCopy();
        context.remove("environments");

        assertThat(context).isEqualTo(recommendedFlags());
    }

    @Test
    void theLibraryHasNothingToWarnOf(Synthesis app) throws IOException {
        assertThat(Files.readString(app.folder().resolve("shop.metadata.json"))).doesNotContain("aws:cdk:warning");
        assertThat(new ObjectMapper()
                        .readTree(app.folder().resolve("validation-report.json").toFile())
                        .path("pluginReports"))
                .isEmpty();
    }

    @Test
    void anAppThatIsNotBuiltSaysHowToBuildIt(@TempDir Path folder) throws IOException {
        var module = Files.createDirectory(folder.resolve("infra-cdk"));
        Files.copy(Repository.MODULE.resolve("app"), module.resolve("app"));

        var result = Command.run(module, Map.of(), "sh ./app");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("The app is not built; run in " + folder + ": mvn package -pl infra-cdk -am -DskipTests\n");
    }

    /** What the library in use recommends, from within itself. */
    private static JsonNode recommendedFlags() throws IOException {
        return new ObjectMapper().readTree(LibraryFile.read("package/recommended-feature-flags.json"));
    }
}
