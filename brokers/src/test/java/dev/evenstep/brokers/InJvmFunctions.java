package dev.evenstep.brokers;

import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.FunctionRuntime;
import dev.evenstep.local.ServiceLocator;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.mapping.MappingOptions;
import dev.evenstep.local.mapping.Mappings;
import dev.evenstep.local.mapping.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Functions in this JVM behind the template's own mappings, so that a test decides when one fails or never answers. */
final class InJvmFunctions implements FunctionRuntime, Invoker {

    private static final MappingOptions SOON =
            new MappingOptions(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(200));

    final List<FunctionEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, UnaryOperator<String>> handlers = new ConcurrentHashMap<>();
    private final Mappings mappings;

    InJvmFunctions(ServiceLocator services, Brokers brokers) {
        mappings = new Mappings(
                services.stack().mappings(),
                new Sources(
                        this,
                        services.sqs(),
                        services.dynamoDb(),
                        services.kinesis(),
                        brokers,
                        services.journal(),
                        services.destinations(),
                        events::add,
                        services.time()),
                SOON);
    }

    /**
     * @param function its name
     * @param handler from an event's JSON to the answer's; what it throws is the function's error
     */
    InJvmFunctions with(String function, UnaryOperator<String> handler) {
        handlers.put(function, handler);
        return this;
    }

    UnaryOperator<String> handler(String function) {
        return Objects.requireNonNull(handlers.get(function), function);
    }

    @Override
    public FunctionResult invoke(String function, String payload) {
        String id = UUID.randomUUID().toString();
        try {
            return new FunctionResult(id, handler(function).apply(payload), null);
        } catch (RuntimeException failure) {
            return new FunctionResult(id, "{\"errorMessage\":\"failed\"}", "Unhandled");
        }
    }

    @Override
    public void invokeAsynchronously(String function, String payload) {
        throw new UnsupportedOperationException("nobody does here");
    }

    @Override
    public Invoker invoker() {
        return this;
    }

    @Override
    public Map<String, AwsService> services() {
        return Map.of();
    }

    @Override
    public void start() {
        mappings.start();
    }

    @Override
    public void close() {
        mappings.close();
    }
}
