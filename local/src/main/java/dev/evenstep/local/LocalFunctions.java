package dev.evenstep.local;

import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.LambdaOptions;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.lambda.report.FunctionLog;
import dev.evenstep.local.lambdaapi.LambdaService;
import dev.evenstep.local.mapping.MappingOptions;
import dev.evenstep.local.mapping.Mappings;
import dev.evenstep.local.mapping.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The functions of a stack, each in JVMs of its own, and their event source mappings. */
public final class LocalFunctions implements FunctionRuntime {

    private final FunctionRunner runner;
    private final Mappings mappings;

    private LocalFunctions(FunctionRunner runner, Mappings mappings) {
        this.runner = runner;
        this.mappings = mappings;
    }

    /**
     * @param cache where prepared code is kept from one run to the next
     * @param log is told every line that a function prints, as the local CloudWatch Logs are
     * @param events is told what becomes of functions' instances
     */
    public static LocalFunctions of(Path cache, FunctionLog log, FunctionEvents events, ServiceLocator services) {
        return of(cache, log, events, services, Brokers.none());
    }

    /** The same, with brokers that their mappings read from. */
    public static LocalFunctions of(
            Path cache, FunctionLog log, FunctionEvents events, ServiceLocator services, Brokers brokers) {
        FunctionLog both = (function, stream, time, line) -> {
            services.logs().append("/aws/lambda/" + function, stream, time, line);
            log.line(function, stream, time, line);
        };
        var runner = new FunctionRunner(
                services.stack().functions(),
                LambdaOptions.defaults(cache, services::endpoint, services.time()::now),
                new FunctionRunner.Services(
                        services.journal(), services.destinations(), both, events, services.time()));
        var sources = new Sources(
                runner,
                services.sqs(),
                services.dynamoDb(),
                services.kinesis(),
                brokers,
                services.journal(),
                services.destinations(),
                events,
                services.time());
        var mappings = new Mappings(services.stack().mappings(), sources, MappingOptions.defaults());
        return new LocalFunctions(runner, mappings);
    }

    @Override
    public Map<String, CompletableFuture<Duration>> prewarm() {
        return runner.prewarm();
    }

    @Override
    public void reload() {
        runner.reload();
    }

    @Override
    public Invoker invoker() {
        return runner;
    }

    @Override
    public Map<String, AwsService> services() {
        return Map.of("lambda", new LambdaService(runner, mappings));
    }

    @Override
    public void start() {
        runner.resume();
        mappings.start();
    }

    @Override
    public void close() {
        mappings.close();
        runner.close();
    }
}
