package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code dev} builds, and when. */
class SourceBuildTest {

    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void project() throws IOException {
        write("pom.xml", "<project/>");
        source = write("src/main/java/A.java", "one");
    }

    @Test
    void sourcesThatChangeAreBuiltOnceWhenTheyAreWhole() throws IOException {
        SourceBuild build = new SourceBuild(folder, List.of("/bin/echo", "compiled"));
        assertThat(looked(build)).isEmpty();

        write("src/main/java/A.java", "half a");
        assertThat(looked(build)).isEmpty();
        write("src/main/java/A.java", "half a class, and the rest");
        assertThat(looked(build)).isEmpty();

        assertThat(looked(build))
                .contains("building " + folder + ": /bin/echo compiled", "  compiled", "built " + folder);
        assertThat(looked(build)).isEmpty();
    }

    @Test
    void buildFilesAndNewAndRemovedSourcesCountAndOutputsDoNot() throws IOException {
        SourceBuild build = new SourceBuild(folder, List.of("/bin/echo"));

        write("target/classes/src/A.class", "made");
        write("README.md", "text");
        assertThat(looked(build) + looked(build)).isEmpty();

        write("pom.xml", "<project></project>");
        assertThat(looked(build) + looked(build)).contains("built");
        write("src/main/java/B.java", "new");
        assertThat(looked(build) + looked(build)).contains("built");
        Files.delete(source);
        assertThat(looked(build) + looked(build)).contains("built");
    }

    @Test
    void aBuildThatFailsIsShownAndTheNextOneTried() throws IOException {
        SourceBuild build = new SourceBuild(folder, List.of("/bin/sh", "-c", "echo broken; exit 3"));

        for (String text : List.of("first", "second one")) {
            write("src/main/java/A.java", text);
            assertThat(looked(build) + looked(build))
                    .contains("  broken", "failed with 3: the code from before goes on");
        }

        SourceBuild none = new SourceBuild(folder, List.of("no-such-build-tool"));
        write("src/main/java/A.java", "third of them");
        assertThat(looked(none) + looked(none)).contains("no-such-build-tool does not start");
    }

    @Test
    void theUsualBuildIsThatOfTheTemplatesFolderElseOfTheFunctions() throws IOException {
        assertThat(SourceBuild.usual(folder)).containsExactly("mvn", "-q", "package", "-DskipTests");
        assertThat(SourceBuild.of(template("work"), stack("work"), List.of())).hasSize(1);

        Files.delete(folder.resolve("pom.xml"));
        assertThatThrownBy(() -> SourceBuild.of(template("work"), stack("work"), List.of()))
                .hasMessageContaining("no pom.xml and no build.gradle")
                .hasMessageContaining("evenstep dev -- ");
        assertThat(SourceBuild.of(template("work"), stack("work"), List.of("make")))
                .hasSize(1);
    }

    /** Its build is run by this very wrapper, in the folder where that is. */
    @ParameterizedTest
    @ValueSource(strings = {"build.gradle", "build.gradle.kts"})
    void aFunctionsOwnGradleBuildIsFoundAndRunByItsWrapper(String buildFile) throws IOException {
        Files.delete(folder.resolve("pom.xml"));
        Path work = folder.resolve("work");
        write("work/" + buildFile, "");
        assertThat(SourceBuild.usual(work)).containsExactly("gradle", "build", "-x", "test");

        Path wrapper = write("work/gradlew", "#!/bin/sh\necho \"$PWD runs $*\"\n");
        assertThat(SourceBuild.usual(work)).startsWith("gradle");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        List<SourceBuild> builds = SourceBuild.of(template("work"), stack("work"), List.of());

        StringWriter out = new StringWriter();
        builds.forEach(build -> build.build(new PrintWriter(out, true)));
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        building %1$s: ./gradlew build -x test
                          %1$s runs build -x test
                        built %1$s
                        """.formatted(work.toRealPath()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties"
            })
    void gradlesFilesAreSources(String buildFile) throws IOException {
        write(buildFile, "one");
        SourceBuild build = new SourceBuild(folder, List.of("/bin/echo"));
        assertThat(looked(build) + looked(build)).isEmpty();

        write(buildFile, "another");

        assertThat(looked(build) + looked(build)).contains("built");
    }

    private static String looked(SourceBuild build) {
        StringWriter out = new StringWriter();
        build.look(new PrintWriter(out, true));
        return out.toString();
    }

    @CanIgnoreReturnValue
    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Path unused = Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Path template(String code) throws IOException {
        return write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Work:
                    Type: AWS::Serverless::Function
                    Properties: { Runtime: java21, CodeUri: %s, Handler: work.Handler }
                """.formatted(code));
    }

    private Stack stack(String code) throws IOException {
        return Templates.read(template(code), TemplateOptions.defaults());
    }
}
