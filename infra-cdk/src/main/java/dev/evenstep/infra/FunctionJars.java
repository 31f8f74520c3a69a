package dev.evenstep.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build puts the functions' jars: {@code functions/<name>/target/<name>.jar}.
 *
 * @param repository the folder that holds {@code functions}
 */
public record FunctionJars(Path repository) {

    public FunctionJars {
        repository = repository.toAbsolutePath().normalize();
    }

    /** @throws IllegalArgumentException naming the command that makes the jar, where there is none */
    public Path of(String function) {
        var jar = repository.resolve(Path.of("functions", function, "target", function + ".jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    "the jar of " + function + " is missing: " + jar + "; package the functions first, in " + repository
                            + ": mvn package -pl infra-cdk -am -DskipTests");
        }
        return jar;
    }
}
