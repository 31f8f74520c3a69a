package dev.evenstep.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules of this build, as compiled classes and as sources. */
final class Modules {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Without examples/meters, which is no module: .ci/own-project builds it from what is deployed. */
    private static final List<String> FOLDERS = List.of(
            "shared/core",
            "shared/aws",
            "shared/encryption",
            "shared/redis",
            "shared/eventstore",
            "shared/eventstore-dynamodb",
            "shared/sagas",
            "shared/streaming",
            "shared/eventstore-lambda",
            "shared/archive",
            "shared/registry",
            "shared/testkit",
            "shared/testkit-local",
            "engines/base",
            "engines/dynamodb",
            "engines/kinesis",
            "engines/sqs",
            "local",
            "brokers/kafka-server",
            "brokers",
            "checklist",
            "cli",
            "archetype",
            "demo",
            "infra-cdk/constructs",
            "infra-cdk",
            "functions/place-order",
            "functions/publish-outbox",
            "functions/reserve-stock",
            "functions/charge-payment",
            "functions/detect-fraud",
            "functions/fulfil-order",
            "functions/order-log",
            "functions/track-order",
            "functions/audit-events",
            "examples/recipes",
            "examples/streams",
            "examples/change-data",
            "examples/brokers",
            "examples/hand-over");

    private Modules() {}

    /** What every module compiled from {@code src/main}. */
    static JavaClasses main() {
        return new ClassFileImporter()
                .importPaths(FOLDERS.stream().map(Modules::compiled).toList());
    }

    /** What the toolkit itself compiled from {@code src/main}, the demo included, the shop's functions and the examples not. */
    static JavaClasses toolkit() {
        return new ClassFileImporter()
                .importPaths(FOLDERS.stream()
                        .filter(folder -> !folder.startsWith("functions/")
                                && !folder.startsWith("examples/")
                                && !folder.startsWith("infra-cdk"))
                        .map(Modules::compiled)
                        .toList());
    }

    static JavaClasses of(String folder) {
        return new ClassFileImporter().importPaths(compiled(folder));
    }

    static JavaClasses testsOf(String folder) {
        return new ClassFileImporter().importPaths(ROOT.resolve(folder).resolve("target/test-classes"));
    }

    /** What every module compiled from {@code src/test}, where it has tests. */
    static JavaClasses tests() {
        return new ClassFileImporter()
                .importPaths(FOLDERS.stream()
                        .map(folder -> ROOT.resolve(folder).resolve("target/test-classes"))
                        .filter(Files::exists)
                        .toList());
    }

    /** Every Java file of {@code src/main} and {@code src/test}. */
    static List<Path> sources() {
        return FOLDERS.stream()
                .map(folder -> ROOT.resolve(folder).resolve("src"))
                .flatMap(Modules::javaFiles)
                .toList();
    }

    private static Path compiled(String folder) {
        Path classes = ROOT.resolve(folder).resolve("target/classes");
        if (!Files.exists(classes)) {
            throw new IllegalStateException(classes + " is missing: build everything, with mvn verify in " + ROOT);
        }
        return classes;
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
