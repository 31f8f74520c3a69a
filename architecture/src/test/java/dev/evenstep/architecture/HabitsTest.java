package dev.evenstep.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What we do everywhere, and what nowhere. One instance for all tests, because reading every class takes seconds. */
@TestInstance(Lifecycle.PER_CLASS)
class HabitsTest {

    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_HANDLER = 20;

    private final JavaClasses main = Modules.main();
    private final JavaClasses tests = Modules.tests();

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .areNotAnnotatedWith("org.jspecify.annotations.Nullable")
                .and()
                .doNotHaveName("$assertionsDisabled")
                .and()
                .haveNameNotMatching("(ajc|\\$SWITCH|\\$VALUES).*")
                .should()
                .beFinal()
                .check(main);
    }

    @Test
    void theLibraryReadsNoEnvironmentOfItsOwn() {
        noClasses()
                .that(resideInAnyPackage("dev.evenstep.."))
                .and()
                .resideOutsideOfPackages(
                        "dev.evenstep.shop..",
                        "dev.evenstep.examples..",
                        "dev.evenstep.local..",
                        "dev.evenstep.cli..",
                        "dev.evenstep.infra..")
                .should(callMethod(System.class, "getenv"))
                .orShould(callMethod(System.class, "getenv", String.class))
                .check(main);
    }

    @Test
    void nobodySleeps() {
        noClasses().should(callMethod(Thread.class, "sleep", long.class)).check(main);
        noClasses().should(callMethod(Thread.class, "sleep", long.class)).check(tests);
    }

    @Test
    void noTestIsSwitchedOff() {
        methods().should().notBeAnnotatedWith(Disabled.class).check(tests);
        noClasses().should().beAnnotatedWith(Disabled.class).check(tests);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.Assumptions")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.assertj.core.api.Assumptions")
                .check(tests);
    }

    @Test
    void aFileIsShort() {
        List<String> tooLong = Modules.sources().stream()
                .filter(file -> lines(file).size() > LONGEST_FILE)
                .filter(file -> file.toString().contains("/src/main/"))
                .map(file ->
                        Modules.ROOT.relativize(file) + " has " + lines(file).size() + " lines")
                .toList();

        assertThat(tooLong).isEmpty();
    }

    @Test
    void aHandlerIsUnderTwentyLines() {
        List<Path> handlers = Modules.sources().stream()
                .filter(file -> file.toString().contains("/functions/")
                        && file.toString().endsWith("Handler.java"))
                .toList();

        assertThat(handlers).hasSize(14).allSatisfy(file -> {
            List<String> lines = lines(file);
            int begin = lines.indexOf(lines.stream()
                    .filter(line -> line.startsWith("public final class"))
                    .findFirst()
                    .orElseThrow());
            assertThat(lines.size() - begin).as(file.toString()).isLessThan(LONGEST_HANDLER);
        });
    }

    @Test
    void everyPackageSaysWhatItIsAndHasNoNulls() {
        Set<Path> folders = Modules.sources().stream()
                .filter(file -> file.toString().contains("/src/main/java/") && !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toSet());

        assertThat(folders)
                .allSatisfy(folder -> assertThat(text(folder.resolve("package-info.java")))
                        .contains("/**")
                        .contains("@NullMarked"));
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        return String.join("\n", lines(file));
    }
}
