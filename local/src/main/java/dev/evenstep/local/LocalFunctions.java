package dev.evenstep.local;

import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.LambdaOptions;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.lambda.report.FunctionLog;
import dev.evenstep.local.lambdaapi.LambdaService;
import dev.evenstep.local.mapping.MappingOptions;
import dev.evenstep.local.mapping.MappingServices;
import dev.evenstep.local.mapping.Mappings;
import dev.evenstep.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The functions of a stack, each in JVMs of its own, and their event source mappings. */
public final class LocalFunctions implements Functions {

    private final FunctionRunner runner;
    private final SourceClients sources;
    private final Mappings mappings;

    private LocalFunctions(FunctionRunner runner, SourceClients sources, Mappings mappings) {
        this.runner = runner;
        this.sources = sources;
        this.mappings = mappings;
    }

    /**
     * @param cache where prepared code is kept from one run to the next
     * @param log is told every line that a function prints, as the local CloudWatch Logs are
     * @param events is told what becomes of functions' instances
     */
    public static LocalFunctions of(
            Stack stack, Path cache, FunctionLog log, FunctionEvents events, Services services) {
        FunctionLog both = (function, stream, time, line) -> {
            services.logs().append("/aws/lambda/" + function, stream, time, line);
            log.line(function, stream, time, line);
        };
        FunctionRunner runner = new FunctionRunner(
                stack.functions(),
                LambdaOptions.defaults(cache, services::endpoint, services.time()::now),
                new FunctionRunner.Services(services.journal(), services.destinations(), both, events));
        SourceClients sources = SourceClients.of(services);
        MappingServices used = new MappingServices(
                runner,
                sources.sqs(),
                sources.streams(),
                services.streamArn(),
                services.journal(),
                services.destinations(),
                events);
        return new LocalFunctions(runner, sources, new Mappings(stack.mappings(), used, MappingOptions.defaults()));
    }

    @Override
    public Map<String, CompletableFuture<Duration>> prewarm() {
        return runner.prewarm();
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
        sources.close();
    }
}
