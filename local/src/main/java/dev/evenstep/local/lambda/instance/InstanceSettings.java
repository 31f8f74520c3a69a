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
 * @param cache where prepared code is kept from one run to the next; several processes may share it
 * @param endpoint what functions find in {@code AWS_ENDPOINT_URL}; asked when an instance starts
 * @param initLimit how long a start may take: 10 s on Lambda, where an instance has its processor to itself; 30 s here,
 *     where all functions of a template start at once on whatever else leaves them
 * @param archivesClasses whether a function's first instance leaves an archive of its classes at its end, from which
 *     later ones start in half the time
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

    /** On the JDK that runs us. */
    public static InstanceSettings defaults(Path cache, Supplier<URI> endpoint, InstantSource clock) {
        var javaHome = Path.of(System.getProperty("java.home"));
        return new InstanceSettings(javaHome, cache, endpoint, Duration.ofSeconds(30), true, clock);
    }
}
