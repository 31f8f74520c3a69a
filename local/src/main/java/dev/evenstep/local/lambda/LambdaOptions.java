package dev.evenstep.local.lambda;

import dev.evenstep.local.lambda.instance.InstanceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * How functions are run on this machine.
 *
 * @param cache where prepared code is kept from one run to the next; several processes may share it
 * @param endpoint what functions find in {@code AWS_ENDPOINT_URL}; asked when an instance starts
 * @param javaHome the JDK that runs functions, 21 or newer
 * @param instancesPerFunction most instances of one function where it reserves no concurrency of its own
 * @param initLimit how long a start may take: 10 s on Lambda, where an instance has its processor to itself; 30 s here,
 *     where all functions of a template start at once on whatever else leaves them
 * @param asyncRetryDelays before the first and the second retry of an asynchronous invocation: 1 and 2 minutes on
 *     Lambda, seconds here, because a person waits
 * @param firstStartDelay how long a function that does not start is left alone; doubled each time
 * @param longestStartDelay the bound of that
 * @param archivesClasses whether each function's classes are archived at the end of the first run, so that its instances
 *     start in half the time from then on
 */
public record LambdaOptions(
        Path cache,
        Supplier<URI> endpoint,
        Path javaHome,
        int instancesPerFunction,
        Duration initLimit,
        List<Duration> asyncRetryDelays,
        Duration firstStartDelay,
        Duration longestStartDelay,
        boolean archivesClasses,
        InstantSource clock) {

    public LambdaOptions {
        asyncRetryDelays = List.copyOf(asyncRetryDelays);
        if (instancesPerFunction < 1) {
            throw new IllegalArgumentException("instancesPerFunction must be at least 1, was " + instancesPerFunction);
        }
        if (asyncRetryDelays.size() != 2) {
            throw new IllegalArgumentException(
                    "asyncRetryDelays must be two, for the two retries that Lambda makes, was " + asyncRetryDelays);
        }
        if (firstStartDelay.isNegative() || longestStartDelay.compareTo(firstStartDelay) < 0) {
            throw new IllegalArgumentException("firstStartDelay must be from 0 to longestStartDelay, was "
                    + firstStartDelay + " with longestStartDelay " + longestStartDelay);
        }
    }

    /** Functions on the JDK that runs us, at most as many instances of each as there are processors, and at least 2. */
    public static LambdaOptions defaults(Path cache, Supplier<URI> endpoint) {
        return new LambdaOptions(
                cache,
                endpoint,
                Path.of(System.getProperty("java.home")),
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Duration.ofSeconds(30),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                true,
                InstantSource.system());
    }

    public LambdaOptions withJavaHome(Path home) {
        return new LambdaOptions(
                cache,
                endpoint,
                home,
                instancesPerFunction,
                initLimit,
                asyncRetryDelays,
                firstStartDelay,
                longestStartDelay,
                archivesClasses,
                clock);
    }

    public LambdaOptions withInstancesPerFunction(int most) {
        return new LambdaOptions(
                cache,
                endpoint,
                javaHome,
                most,
                initLimit,
                asyncRetryDelays,
                firstStartDelay,
                longestStartDelay,
                archivesClasses,
                clock);
    }

    public LambdaOptions withInitLimit(Duration limit) {
        return new LambdaOptions(
                cache,
                endpoint,
                javaHome,
                instancesPerFunction,
                limit,
                asyncRetryDelays,
                firstStartDelay,
                longestStartDelay,
                archivesClasses,
                clock);
    }

    public LambdaOptions withAsyncRetryDelays(Duration first, Duration second) {
        return new LambdaOptions(
                cache,
                endpoint,
                javaHome,
                instancesPerFunction,
                initLimit,
                List.of(first, second),
                firstStartDelay,
                longestStartDelay,
                archivesClasses,
                clock);
    }

    public LambdaOptions withStartDelays(Duration first, Duration longest) {
        return new LambdaOptions(
                cache,
                endpoint,
                javaHome,
                instancesPerFunction,
                initLimit,
                asyncRetryDelays,
                first,
                longest,
                archivesClasses,
                clock);
    }

    public LambdaOptions withArchivesClasses(boolean archives) {
        return new LambdaOptions(
                cache,
                endpoint,
                javaHome,
                instancesPerFunction,
                initLimit,
                asyncRetryDelays,
                firstStartDelay,
                longestStartDelay,
                archives,
                clock);
    }

    public LambdaOptions withClock(InstantSource source) {
        return new LambdaOptions(
                cache,
                endpoint,
                javaHome,
                instancesPerFunction,
                initLimit,
                asyncRetryDelays,
                firstStartDelay,
                longestStartDelay,
                archivesClasses,
                source);
    }

    InstanceSettings instances() {
        return new InstanceSettings(javaHome, cache, endpoint, initLimit, archivesClasses, clock);
    }
}
