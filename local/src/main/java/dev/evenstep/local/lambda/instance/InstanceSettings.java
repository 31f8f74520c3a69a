package dev.evenstep.local.lambda.instance;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What instances are started with.
 *
 * @param javaHome the JDK that runs functions, 21 or newer
 * @param cache where prepared code is kept from one run to the next
 * @param endpoint what functions find in {@code AWS_ENDPOINT_URL}; asked when an instance starts
 * @param initLimit how long a start may take; 10 s on Lambda itself
 * @param archivesClasses whether a function's first instance leaves an archive of its classes at its end, from which
 *     later ones start faster
 */
public record InstanceSettings(
        Path javaHome,
        Path cache,
        Supplier<URI> endpoint,
        Duration initLimit,
        boolean archivesClasses,
        InstantSource clock) {

    public InstanceSettings {
        if (!Files.isExecutable(javaHome.resolve("bin/java"))) {
            throw new IllegalArgumentException("javaHome " + javaHome + " has no bin/java: name the folder of a JDK");
        }
        if (initLimit.isNegative() || initLimit.isZero()) {
            throw new IllegalArgumentException("initLimit must be positive, was " + initLimit);
        }
    }
}
