package dev.evenstep.local.lambda;

import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.lambda.instance.InstanceSettings;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.FunctionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A runner with what it needs around it, and what it told. */
public final class RunnerFixture {

    public static final String SAMPLES = "dev.evenstep.local.lambda.samples.";

    final Path folder;
    public final Journal journal = Journal.in(Storage.memory());
    public final List<Sent> sent = new CopyOnWriteArrayList<>();
    public final List<FunctionEvent> events = new CopyOnWriteArrayList<>();
    public final List<String> lines = new CopyOnWriteArrayList<>();
    final Path jar;
    private final TimeSource time = TimeSource.system();

    /** What a destination got. */
    public record Sent(String arn, String body) {}

    public RunnerFixture(Path folder) {
        this.folder = folder;
        try {
            this.jar = FunctionJar.write(folder.resolve("samples.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LambdaOptions options() {
        return options(instances(Duration.ofSeconds(30), false));
    }

    InstanceSettings instances(Duration initLimit, boolean archivesClasses) {
        return new InstanceSettings(
                Path.of(System.getProperty("java.home")),
                folder.resolve("cache"),
                () -> URI.create("http://127.0.0.1:4566"),
                initLimit,
                archivesClasses,
                InstantSource.system());
    }

    static LambdaOptions options(InstanceSettings instances) {
        return options(instances, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    static LambdaOptions options(InstanceSettings instances, int perFunction) {
        return options(instances, perFunction, Duration.ZERO);
    }

    static LambdaOptions options(InstanceSettings instances, int perFunction, Duration scaleOutAfter) {
        return new LambdaOptions(
                instances,
                perFunction,
                scaleOutAfter,
                List.of(Duration.ofMillis(50), Duration.ofMillis(100)),
                Duration.ofMillis(300),
                Duration.ofSeconds(2));
    }

    public FunctionRunner runner(LambdaOptions options, FunctionSpec... functions) {
        return new FunctionRunner(List.of(functions), options, services());
    }

    public FunctionRunner.Services services() {
        return new FunctionRunner.Services(
                journal, destinations(), (function, stream, time, line) -> lines.add(line), events::add, time);
    }

    public Destinations destinations() {
        return (arn, body, attributes, group) -> {
            if (arn.endsWith(":missing")) {
                throw new Destinations.UndeliverableException(
                        "AWS.SimpleQueueService.NonExistentQueue", "no queue " + arn);
            }
            sent.add(new Sent(arn, body));
        };
    }

    public FunctionSpec function(String name, String handlerClass) {
        return new FunctionSpec(
                name,
                name,
                "arn:aws:lambda:eu-central-1:000000000000:function:" + name,
                SAMPLES + handlerClass,
                "java21",
                jar,
                Duration.ofSeconds(5),
                256,
                Map.of("TABLE", "orders"),
                null,
                FunctionSpec.Async.defaults(),
                "live");
    }

    public static FunctionSpec withTimeout(FunctionSpec spec, Duration timeout) {
        return new FunctionSpec(
                spec.logicalId(),
                spec.name(),
                spec.arn(),
                spec.handler(),
                spec.runtime(),
                spec.code(),
                timeout,
                spec.memoryMegabytes(),
                spec.environment(),
                spec.reservedConcurrency(),
                spec.async(),
                spec.alias());
    }

    public static FunctionSpec withCode(FunctionSpec spec, Path code) {
        return new FunctionSpec(
                spec.logicalId(),
                spec.name(),
                spec.arn(),
                spec.handler(),
                spec.runtime(),
                code,
                spec.timeout(),
                spec.memoryMegabytes(),
                spec.environment(),
                spec.reservedConcurrency(),
                spec.async(),
                spec.alias());
    }

    public static FunctionSpec withConcurrency(FunctionSpec spec, int reserved) {
        return new FunctionSpec(
                spec.logicalId(),
                spec.name(),
                spec.arn(),
                spec.handler(),
                spec.runtime(),
                spec.code(),
                spec.timeout(),
                spec.memoryMegabytes(),
                spec.environment(),
                reserved,
                spec.async(),
                spec.alias());
    }

    public static FunctionSpec withAsync(FunctionSpec spec, FunctionSpec.Async async) {
        return new FunctionSpec(
                spec.logicalId(),
                spec.name(),
                spec.arn(),
                spec.handler(),
                spec.runtime(),
                spec.code(),
                spec.timeout(),
                spec.memoryMegabytes(),
                spec.environment(),
                spec.reservedConcurrency(),
                async,
                spec.alias());
    }

    public static FunctionSpec withEnvironment(FunctionSpec spec, Map<String, String> environment) {
        return new FunctionSpec(
                spec.logicalId(),
                spec.name(),
                spec.arn(),
                spec.handler(),
                spec.runtime(),
                spec.code(),
                spec.timeout(),
                spec.memoryMegabytes(),
                environment,
                spec.reservedConcurrency(),
                spec.async(),
                spec.alias());
    }
}
