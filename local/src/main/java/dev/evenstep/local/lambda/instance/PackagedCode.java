package dev.evenstep.local.lambda.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a function's {@code CodeUri} runs: itself, or what a folder of sources was built to. SAM lets {@code CodeUri} point
 * to sources, which {@code sam build} then packages; here the build tool does.
 *
 * @param path a jar, a zip, or a folder with classes
 * @param libraries that do not lie where Lambda would look for them
 */
public record PackagedCode(Path path, List<Path> libraries) {

    private static final List<String> GRADLE = List.of("build.gradle", "build.gradle.kts");

    /** As {@code sam build} does: classes in one folder, and what they need at run time in another. */
    private static final String MAVEN_BUILD =
            "mvn -q package dependency:copy-dependencies -DincludeScope=runtime -DskipTests";

    public PackagedCode {
        libraries = List.copyOf(libraries);
    }

    /** Whether a build tool makes something of this folder. */
    public static boolean isSources(Path folder) {
        return isMaven(folder) || isGradle(folder);
    }

    public static boolean isMaven(Path folder) {
        return Files.exists(folder.resolve("pom.xml"));
    }

    private static boolean isGradle(Path folder) {
        return GRADLE.stream().map(folder::resolve).anyMatch(Files::exists);
    }

    /** @throws InitFailedException where sources are not built: says how to, and what was looked for */
    public static PackagedCode of(Path code) {
        if (isMaven(code)) {
            Path classes = code.resolve("target/classes");
            Path dependencies = code.resolve("target/dependency");
            return Files.isDirectory(classes) && Files.isDirectory(dependencies)
                    ? new PackagedCode(classes, jars(dependencies))
                    : largest(code, "Maven", MAVEN_BUILD, List.of("target"));
        }
        return isGradle(code)
                ? largest(
                        code,
                        "Gradle",
                        "./gradlew build -x test",
                        List.of("build", "build/distributions", "build/libs"))
                : new PackagedCode(code, List.of());
    }

    /** Of several archives of one build, the one with all libraries in it is the largest. */
    private static PackagedCode largest(Path code, String tool, String command, List<String> folders) {
        return folders.stream()
                .map(code::resolve)
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder).stream())
                .filter(PackagedCode::isFunction)
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .map(archive -> new PackagedCode(archive, List.of()))
                .orElseThrow(() -> new InitFailedException(LambdaError.noCode(
                        "%s has %s sources that are not built: there is no jar or zip in %s. Build them there with %s, or name what sam build made, with --template .aws-sam/build/template.yaml"
                                .formatted(code, tool, String.join(", ", folders), command))));
    }

    private static boolean isFunction(Path file) {
        String name = file.getFileName().toString();
        return name.matches(".*\\.(jar|zip)") && !name.matches("original-.*|.*-(sources|javadoc|tests)\\.jar");
    }

    static List<Path> jars(Path folder) {
        return files(folder).stream()
                .filter(file -> file.toString().endsWith(".jar"))
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
