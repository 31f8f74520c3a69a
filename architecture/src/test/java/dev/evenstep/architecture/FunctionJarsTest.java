package dev.evenstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A function brings along what a function runs, and nothing for those who look after it. */
class FunctionJarsTest {

    @Test
    void everythingInTheAwsModuleIsReachedFromWhatAFunctionUses() {
        JavaClasses classes = Modules.of("shared/aws");
        Set<String> reached = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>();
        classes.stream()
                .filter(type -> type.getPackageName().equals("dev.evenstep.aws"))
                .forEach(open::add);
        while (!open.isEmpty()) {
            JavaClass next = open.remove();
            if (reached.add(next.getName())) {
                next.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> classes.contain(type.getName()))
                        .forEach(open::add);
            }
        }

        assertThat(classes)
                .filteredOn(type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC))
                .extracting(JavaClass::getName)
                .isSubsetOf(reached);
    }

    @ParameterizedTest
    @CsvSource({
        "place-order, encryption eventstore eventstore-dynamodb",
        "detect-fraud, streaming",
        "fulfil-order, eventstore eventstore-dynamodb sagas",
        "order-log, eventstore eventstore-dynamodb eventstore-lambda sagas",
        "publish-outbox, ''",
        "reserve-stock, ''",
        "charge-payment, ''",
        "track-order, ''",
        "audit-events, ''"
    })
    void aFunctionsJarHasOfOursItsOwnClassesAndTheLibrarysOnly(String function, String more) throws IOException {
        Set<String> allowed = new HashSet<>();
        Stream<String> library = Stream.concat(Stream.of("core", "aws"), Stream.of(more.split(" ")))
                .filter(module -> !module.isEmpty())
                .map(module -> "shared/" + module);
        Stream.concat(library, Stream.of("functions/" + function))
                .forEach(module -> Modules.of(module)
                        .forEach(type -> allowed.add(type.getName().replace('.', '/') + ".class")));
        Path path = Modules.ROOT.resolve("functions/" + function + "/target/" + function + ".jar");

        try (JarFile jar = new JarFile(path.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .filteredOn(name -> name.startsWith("dev/evenstep/") && name.endsWith(".class"))
                    .isNotEmpty()
                    .isSubsetOf(allowed);
        }
    }
}
