package dev.evenstep.local;

import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.lambda.Invoker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The part of a local AWS that runs functions and feeds them from queues and streams. */
public interface FunctionRuntime extends AutoCloseable {

    /** Runs them. */
    Invoker invoker();

    /** What this part answers at the endpoint, by name, such as {@code lambda}. */
    Map<String, AwsService> services();

    /** Called once, when everything else is up and the endpoint answers: sources may be read from now on. */
    void start();

    /** Starts one instance of each function; each future gives the time that it took, or says what is wrong. */
    default Map<String, CompletableFuture<Duration>> prewarm() {
        return Map.of();
    }

    /** Has functions run what was built anew since; what they are at is finished by the old code. */
    default void reload() {}

    /** Ends all at once, within a few seconds. */
    @Override
    void close();
}
