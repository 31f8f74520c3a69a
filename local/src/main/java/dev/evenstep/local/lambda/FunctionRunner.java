package dev.evenstep.local.lambda;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.lambda.instance.InitFailedException;
import dev.evenstep.local.lambda.instance.Instances;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.lambda.report.FunctionLog;
import dev.evenstep.local.stack.FunctionSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the functions of a stack: each in JVMs of its own, started when they are needed, used again, and replaced when
 * they crash, hang or when their jar is built anew. Safe for concurrent use.
 */
public final class FunctionRunner implements Invoker, AutoCloseable {

    /** Lambda's quota for a request and its answer: 6 MB. */
    public static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;

    /** Lambda's quota for asynchronous events: 1 MB since October 2025. */
    public static final int LARGEST_EVENT = 1024 * 1024;

    private final Instances instances;
    private final Map<String, FunctionSpec> functions = new LinkedHashMap<>();
    private final Map<String, FunctionPool> pools = new LinkedHashMap<>();
    private final AsyncInvocations asynchronous;
    private final LambdaOptions options;

    /** What a runner works with. */
    public record Services(
            Journal journal, Destinations destinations, FunctionLog log, FunctionEvents events, TimeSource time) {}

    /** @param logTail the last 4 KB of the invocation's log, once that is whole */
    public record Invoked(FunctionResult result, CompletableFuture<String> logTail) {}

    public FunctionRunner(List<FunctionSpec> specs, LambdaOptions options, Services services) {
        this.options = options;
        this.instances = new Instances(options.instances(), services.log(), services.events());
        for (FunctionSpec spec : specs) {
            functions.put(spec.name(), spec);
            pools.put(spec.name(), new FunctionPool(spec, options, instances, services.events()));
        }
        this.asynchronous = new AsyncInvocations(this, options, services);
    }

    /** Starts with the asynchronous invocations that an earlier run left unfinished. */
    public void resume() {
        asynchronous.resume();
    }

    /**
     * Starts one instance of every function, a few at a time: who starts must be ready within its ten seconds, however many
     * there are. Each future gives the time that the start took, or fails with an {@link InitFailedException} that says what is
     * wrong with the function.
     */
    public Map<String, CompletableFuture<Duration>> prewarm() {
        int lanes = Math.max(2, Runtime.getRuntime().availableProcessors());
        List<CompletableFuture<?>> lastOf =
                new ArrayList<>(Collections.nCopies(lanes, CompletableFuture.completedFuture("")));
        Map<String, CompletableFuture<Duration>> starts = new LinkedHashMap<>();
        pools.forEach((name, pool) -> {
            if (pool.most() > 0) {
                int lane = starts.size() % lanes;
                CompletableFuture<Duration> start =
                        lastOf.get(lane).handle((any, failure) -> pool).thenCompose(FunctionPool::prewarm);
                lastOf.set(lane, start);
                starts.put(name, start);
            }
        });
        return starts;
    }

    /** Has functions run what was built anew since, without waiting for their next invocation. */
    public void reload() {
        pools.values().forEach(FunctionPool::reload);
    }

    /** The functions, in the template's order. */
    public List<FunctionSpec> functions() {
        return List.copyOf(functions.values());
    }

    /** @throws AwsException {@code ResourceNotFoundException} where there is no such function, version or alias */
    public FunctionSpec function(FunctionName name) {
        FunctionSpec spec = functions.get(name.name());
        if (spec == null || !knows(spec, name.qualifier())) {
            String like = functions.values().stream()
                    .findFirst()
                    .map(some -> some.arn().substring(0, some.arn().lastIndexOf(':') + 1))
                    .orElse("function:");
            String qualifier = name.qualifier() == null ? "" : ":" + name.qualifier();
            throw new AwsException(
                    404, "ResourceNotFoundException", "Function not found: " + like + name.name() + qualifier);
        }
        return spec;
    }

    /** Versions are not kept here: any number is the code there is. */
    private static boolean knows(FunctionSpec spec, @Nullable String qualifier) {
        return qualifier == null
                || qualifier.equals("$LATEST")
                || qualifier.equals(spec.alias())
                || qualifier.chars().allMatch(Character::isDigit);
    }

    @Override
    public FunctionResult invoke(String function, String payload) {
        return invoke(FunctionName.of(function), payload).result();
    }

    /** As {@link #invoke(String, String)}, with the log. */
    public Invoked invoke(FunctionName name, String payload) {
        FunctionSpec spec = function(name);
        requireSize(payload, LARGEST_PAYLOAD);
        FunctionPool pool = pool(spec);
        if (pool.most() == 0) {
            throw new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
        }
        try (InstanceClaim claim = new InstanceClaim(pool, arn(spec, name), options.clock())) {
            return claim.run(UUID.randomUUID(), payload);
        }
    }

    @Override
    public void invokeAsynchronously(String function, String payload) {
        accept(FunctionName.of(function), payload);
    }

    /** As {@link #invokeAsynchronously}; gives the request id under which the function will see the event. */
    public String accept(FunctionName name, String payload) {
        function(name);
        requireSize(payload, LARGEST_EVENT);
        return asynchronous.accept(name, payload);
    }

    @Override
    public void awaitRoom(String function) throws InterruptedException {
        pool(function(FunctionName.of(function))).awaitRoom();
    }

    /** By its plain name a function is called through its alias, where it has one, as its event sources call it. */
    @Override
    public TakenInstance claim(String function) throws InterruptedException {
        FunctionName name = FunctionName.of(function);
        return claim(
                name.qualifier() == null ? name.withQualifier(function(name).alias()) : name);
    }

    InstanceClaim claim(FunctionName name) throws InterruptedException {
        FunctionSpec spec = function(name);
        InstanceClaim claim = new InstanceClaim(pool(spec), arn(spec, name), options.clock());
        claim.prepare();
        return claim;
    }

    private FunctionPool pool(FunctionSpec spec) {
        FunctionPool pool = pools.get(spec.name());
        if (pool == null) {
            throw new IllegalStateException("no pool for " + spec.name());
        }
        return pool;
    }

    private static String arn(FunctionSpec spec, FunctionName name) {
        return name.qualifier() == null ? spec.arn() : spec.arn() + ":" + name.qualifier();
    }

    private static void requireSize(String payload, int most) {
        // A text of so many characters cannot have more bytes than three times that.
        if (payload.length() > most / 3 && payload.getBytes(StandardCharsets.UTF_8).length > most) {
            throw new AwsException(
                    413,
                    "RequestTooLargeException",
                    "Request must be smaller than " + most + " bytes for the InvokeFunction operation");
        }
    }

    /** Ends every instance. What was accepted asynchronously and is not finished stays in the journal. */
    @Override
    public void close() {
        asynchronous.close();
        pools.values().forEach(FunctionPool::close);
        instances.close();
    }
}
