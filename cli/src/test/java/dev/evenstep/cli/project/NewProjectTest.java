package dev.evenstep.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewProjectTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Trigger.class)
    void aProjectOfOneTriggerHasItsFunctionItsSampleAndItsTarget(Trigger trigger) throws IOException {
        List<Path> files = made(Set.of(trigger), Build.MAVEN).writeIn(folder);

        assertThat(files).contains(Path.of("events-samples/meters", trigger.sample()), Path.of("pom.xml"));
        Stack stack = stack(Build.MAVEN);
        assertThat(stack.functions()).hasSize(1);
        assertThat(text("template.yaml")).contains("  " + trigger.target() + ":\n");
        assertThat(text("README.md")).contains(trigger.sample() + " --to " + trigger.target());
    }

    @ParameterizedTest
    @EnumSource(Build.class)
    void everyFunctionOfTheTemplateHasItsHandlerAndTheJarThatIsBuilt(Build build) throws IOException {
        List<Path> files = made(EnumSet.allOf(Trigger.class), build).writeIn(folder);

        Stack stack = stack(build);
        assertThat(stack.functions()).hasSize(Trigger.values().length);
        for (FunctionSpec function : stack.functions()) {
            assertThat(files)
                    .contains(Path.of("src/main/java", function.handler().replace('.', '/') + ".java"));
        }
        assertThat(stack.mappings()).allMatch(MappingSpec::reportsItemFailures).hasSize(3);
    }

    @Test
    void everythingCompilesWithoutAWarning() throws IOException {
        List<Path> files = made(EnumSet.allOf(Trigger.class), Build.MAVEN).writeIn(folder);

        assertThat(compilationOf(files)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Build.class)
    void noWordIsLeftOpenAndNothingNamesWhatIsInternal(Build build) throws IOException {
        for (Path file : made(EnumSet.allOf(Trigger.class), build).writeIn(folder)) {
            assertThat(text(file.toString()))
                    .doesNotContainPattern("@[a-z]+(-[a-z]+)*@")
                    .doesNotContain("internal")
                    .endsWith("\n");
        }
        assertThat(text("evenstep")).contains("version=" + Release.current().version());
        assertThat(folder.resolve("meters/evenstep")).isExecutable();
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Path mine = Files.writeString(
                Files.createDirectory(folder.resolve("meters")).resolve("mine"), "mine");

        assertThatThrownBy(() -> made(Set.of(Trigger.SQS), Build.MAVEN).writeIn(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meters is there already");
        try (Stream<Path> content = Files.list(folder.resolve("meters"))) {
            assertThat(content).containsExactly(mine);
        }
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Path unused = Files.createDirectory(folder.resolve("meters"));

        assertThat(made(Set.of(Trigger.SQS), Build.GRADLE).writeIn(folder)).contains(Path.of("build.gradle.kts"));
    }

    private static NewProject made(Set<Trigger> triggers, Build build) {
        return new NewProject("meters", "com.example", "com.example.meters", triggers, build);
    }

    /** With an empty archive where the build makes one: without it, the template is refused. */
    private Stack stack(Build build) throws IOException {
        Path archive = folder.resolve("meters").resolve(build.archiveOf("meters"));
        Path unusedFolder = Files.createDirectories(archive.getParent());
        Path unused = Files.write(archive, new byte[0]);
        return Templates.read(
                folder.resolve("meters/template.yaml"),
                TemplateOptions.defaults().withStackName("meters"));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve("meters").resolve(file));
    }

    private String compilationOf(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean isFine = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of("-Xlint:all,-processing,-classfile,-path", "-proc:none", "-d", folder.toString()),
                            null,
                            manager.getJavaFileObjectsFromPaths(files.stream()
                                    .filter(file -> file.toString().endsWith(".java"))
                                    .map(folder.resolve("meters")::resolve)
                                    .toList()))
                    .call();
            return isFine ? said.toString() : "failed: " + said;
        }
    }
}
