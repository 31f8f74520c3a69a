package dev.evenstep.local.lambda.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedCodeTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void mavenSources() throws IOException {
        file("pom.xml", "<project/>");
    }

    @Test
    void sourcesThatAreNotBuiltAreToldWithTheCommandAndWhatWasLookedFor() {
        assertThatThrownBy(() -> PackagedCode.of(folder))
                .isInstanceOf(InitFailedException.class)
                .hasMessageContaining(folder + " has Maven sources that are not built")
                .hasMessageContaining("no jar or zip in target.")
                .hasMessageContaining("mvn -q package dependency:copy-dependencies -DincludeScope=runtime -DskipTests")
                .hasMessageContaining("--template .aws-sam/build/template.yaml");
    }

    @Test
    void ofSeveralArchivesTheOneWithTheLibrariesRuns() throws IOException {
        file("target/original-function.jar", "longer than the shaded one");
        file("target/function-sources.jar", "longer than the shaded one");
        file("target/function.jar", "thin");
        Path shaded = file("target/function-shaded.jar", "shaded, libraries");

        assertThat(PackagedCode.of(folder).path()).isEqualTo(shaded);
    }

    @Test
    void classesAndCopiedDependenciesRunAsSamBuildWouldPackageThem() throws IOException {
        file("target/function.jar", "thin");
        file("target/classes/A.class", "");
        Path library = file("target/dependency/library.jar", "");

        PackagedCode packaged = PackagedCode.of(folder);

        assertThat(packaged.path()).isEqualTo(folder.resolve("target/classes"));
        assertThat(packaged.libraries()).containsExactly(library);
        assertThat(new CodeCache(folder.resolve("cache")).prepare(folder).classPath())
                .containsExactly(folder.resolve("target/classes"), library);
    }

    @Test
    void gradlesZipRuns() throws IOException {
        Files.delete(folder.resolve("pom.xml"));
        file("build.gradle.kts", "");
        assertThatThrownBy(() -> PackagedCode.of(folder))
                .hasMessageContaining("Gradle sources")
                .hasMessageContaining("./gradlew build -x test");

        file("build/libs/function.jar", "thin");
        Path zip = file("build/distributions/function.zip", "with libraries");

        assertThat(PackagedCode.of(folder).path()).isEqualTo(zip);
    }

    @Test
    void whatSamBuildLeavesIsCodeItself() throws IOException {
        Files.delete(folder.resolve("pom.xml"));
        file("A.class", "");
        file("lib/library.jar", "");

        assertThat(PackagedCode.of(folder).path()).isEqualTo(folder);
        assertThat(new CodeCache(folder.resolve("cache")).prepare(folder).has("A::handle"))
                .isTrue();
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Path unused = Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
