package dev.evenstep.local.lambda.instance;

import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.lambda.report.FunctionLog;
import dev.evenstep.local.stack.FunctionSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * Starts instances of functions, and ends all of them when it is closed. If our JVM is killed, they end by themselves.
 *
 * <p>A start has a limit as on Lambda ({@link InstanceSettings#initLimit}). One that runs out of that is tried once more with
 * the function's time-out, as Lambda does with the first invocation; one that fails is not tried again at once.
 */
public final class Instances implements AutoCloseable {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final InstanceSettings settings;
    private final FunctionLog log;
    private final FunctionEvents events;
    private final CodeCache codes;
    private final JvmCommand command;
    private final RuntimeApi api;
    private final ClassArchives archives;
    private final Set<Instance> running = ConcurrentHashMap.newKeySet();
    private final Set<Thread> pumps = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Instances(InstanceSettings settings, FunctionLog log, FunctionEvents events) {
        this.settings = settings;
        this.log = log;
        this.events = events;
        this.codes = new CodeCache(settings.cache().resolve("code"));
        this.command = new JvmCommand(
                settings.javaHome(), RuntimeFiles.prepare(settings.cache().resolve("runtime")));
        this.archives = new ClassArchives(settings.archivesClasses());
        // Last: its threads would stay if anything before it failed.
        this.api = new RuntimeApi();
    }

    /**
     * Starts an instance and waits until it is ready.
     *
     * @throws InitFailedException where it does not get ready
     */
    public Instance start(FunctionSpec function) throws InterruptedException {
        try {
            return start(function, settings.initLimit(), "init");
        } catch (TimeoutException first) {
            try {
                return start(function, function.timeout(), "invoke");
            } catch (TimeoutException second) {
                throw new InitFailedException(
                        LambdaError.timedOut(UUID.randomUUID().toString(), function.timeout()));
            }
        }
    }

    /**
     * Whether the function's packaged code can serve its handler.
     *
     * @throws InitFailedException where it cannot: says why
     */
    public void check(FunctionSpec function) {
        FunctionCode code = codes.prepare(function.code());
        if (!code.has(function.handler())) {
            throw new InitFailedException(LambdaError.noCode(
                    "%s has no class for the handler %s: correct Handler in the template, or build the function again"
                            .formatted(function.code(), function.handler())));
        }
    }

    /** Whether the code that the instance runs has been replaced since by a newer build. */
    public boolean isOutdated(Instance instance) {
        return CodeCache.isReplaced(instance.function().code(), instance.code());
    }

    private Instance start(FunctionSpec function, Duration limit, String phase)
            throws InterruptedException, TimeoutException {
        long started = System.nanoTime();
        Instance instance = launch(function, started);
        try {
            instance.awaitReady(limit);
            events.happened(new FunctionEvent.Started(function.name(), instance.logStream(), instance.init()));
            return instance;
        } catch (TimeoutException e) {
            instance.giveUpInit(phase, "timeout");
            throw e;
        } catch (InitFailedException e) {
            instance.giveUpInit(phase, "error\tError Type: " + e.errorType());
            throw e;
        } catch (InterruptedException e) {
            instance.kill();
            throw e;
        }
    }

    private Instance launch(FunctionSpec function, long started) {
        FunctionCode code = codes.prepare(function.code());
        String id = UUID.randomUUID().toString().replace("-", "");
        String stream = logStream(id);
        ClassArchives.Part part = archives.part(code, command.fingerprint(function), id);
        Process process = process(
                command.line(function, code, part.flags()),
                function,
                code,
                Map.of("AWS_LAMBDA_RUNTIME_API", api.address(id), "AWS_LAMBDA_LOG_STREAM_NAME", stream));
        InstanceLog output = new InstanceLog(function.name(), stream, log, settings.clock(), process.getOutputStream());
        output.write("INIT_START Runtime Version: java:" + command.version());
        Instance instance = new Instance(function, code, stream, process, output, events, started);
        api.add(id, instance);
        running.add(instance);
        archives.started(instance, part);
        pumps.add(Thread.ofPlatform().daemon().name("log of " + function.name()).start(() -> pump(output, process)));
        Thread.ofVirtual()
                .start(() -> exited(instance, id, process.onExit().join().exitValue()));
        if (closed) {
            instance.kill();
        }
        return instance;
    }

    private void pump(InstanceLog output, Process process) {
        output.pump(process.getInputStream());
        pumps.remove(Thread.currentThread());
    }

    private void exited(Instance instance, String id, int status) {
        api.remove(id);
        running.remove(instance);
        instance.exited(status, id);
    }

    private String logStream(String id) {
        return DAY.format(settings.clock().instant()) + "/[$LATEST]" + id;
    }

    private Process process(List<String> line, FunctionSpec function, FunctionCode code, Map<String, String> own) {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(code.taskFolder().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(JvmEnvironment.of(
                        function, code.taskFolder(), settings.endpoint().get()));
        builder.environment().putAll(own);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new InitFailedException(LambdaError.noCode("cannot start a JVM: " + e.getMessage()));
        }
    }

    /**
     * Ends every instance, and returns when the last line of their logs is told; waits 5 s at most for those that leave an
     * archive of their classes.
     */
    @Override
    public void close() {
        closed = true;
        archives.collect();
        List<Instance> left = List.copyOf(running);
        left.forEach(Instance::kill);
        left.forEach(Instance::awaitExit);
        List.copyOf(pumps).forEach(Instances::awaitEnd);
        api.close();
    }

    /** Bounded, because a process that the function has started may outlive it and hold the pipe open. */
    private static void awaitEnd(Thread pump) {
        try {
            if (!pump.join(Duration.ofSeconds(1))) {
                pump.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
