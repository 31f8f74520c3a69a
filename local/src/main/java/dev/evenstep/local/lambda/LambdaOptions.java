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
 * @param instancesPerFunction most instances of one function where it reserves no concurrency of its own
 * @param scaleOutAfter how long somebody must have waited for an instance before one more is started. Lambda starts one at
 *     once; here its start takes the processor from those that are at work
 * @param asyncRetryDelays before the first and the second retry of an asynchronous invocation: 1 and 2 minutes on
 *     Lambda, seconds here, because a person waits
 * @param firstStartDelay how long a function that does not start is left alone; doubled each time
 * @param longestStartDelay the bound of that
 */
public record LambdaOptions(
        InstanceSettings instances,
        int instancesPerFunction,
        Duration scaleOutAfter,
        List<Duration> asyncRetryDelays,
        Duration firstStartDelay,
        Duration longestStartDelay) {

    public LambdaOptions {
        asyncRetryDelays = List.copyOf(asyncRetryDelays);
        if (instancesPerFunction < 1) {
            throw new IllegalArgumentException("instancesPerFunction must be at least 1, was " + instancesPerFunction);
        }
        if (scaleOutAfter.isNegative()) {
            throw new IllegalArgumentException("scaleOutAfter must be at least 0, was " + scaleOutAfter);
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

    /**
     * Functions on the JDK that runs us, at most as many instances of each as there are processors, and at least 2.
     *
     * @param cache where prepared code is kept from one run to the next; several processes may share it
     * @param endpoint what functions find in {@code AWS_ENDPOINT_URL}; asked when an instance starts
     */
    public static LambdaOptions defaults(Path cache, Supplier<URI> endpoint, InstantSource clock) {
        return new LambdaOptions(
                InstanceSettings.defaults(cache, endpoint, clock),
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Duration.ofSeconds(10),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    InstantSource clock() {
        return instances.clock();
    }
}
