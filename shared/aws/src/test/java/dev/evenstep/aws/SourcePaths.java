package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.FunctionRuntime;
import dev.evenstep.local.ServiceLocator;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.mapping.MappingOptions;
import dev.evenstep.local.mapping.Mappings;
import dev.evenstep.local.mapping.Sources;
import dev.evenstep.local.stack.MappingSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Functions of this JVM behind the local AWS's own mappings. Events and answers are read and written as Lambda's runtime does. */
final class SourcePaths implements FunctionRuntime, Invoker {

    private final Map<String, UnaryOperator<String>> functions = new ConcurrentHashMap<>();
    private final Mappings mappings;

    SourcePaths(ServiceLocator services, List<MappingSpec> specs) {
        var sources = new Sources(
                this,
                services.sqs(),
                services.dynamoDb(),
                services.kinesis(),
                Brokers.none(),
                services.journal(),
                services.destinations(),
                event -> {},
                services.time());
        this.mappings = new Mappings(specs, sources, MappingOptions.defaults());
    }

    <E, A> void add(String name, Class<E> event, Class<A> answer, Function<E, A> handler) {
        var events = LambdaEventSerializers.serializerFor(event, getClass().getClassLoader());
        var answers = LambdaEventSerializers.serializerFor(answer, getClass().getClassLoader());
        functions.put(name, payload -> {
            var bytes = new ByteArrayOutputStream();
            answers.toJson(
                    handler.apply(events.fromJson(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)))),
                    bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        });
    }

    /** Lets the mappings read. */
    void read() {
        mappings.start();
    }

    @Override
    public FunctionResult invoke(String function, String payload) {
        var id = UUID.randomUUID().toString();
        var known = functions.get(function);
        return known == null
                ? new FunctionResult(id, "{}", "there is no " + function)
                : new FunctionResult(id, known.apply(payload), null);
    }

    @Override
    public void invokeAsynchronously(String function, String payload) {
        throw new UnsupportedOperationException("no function of these is invoked directly");
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
        // read() starts the mappings, once a test has its functions
    }

    @Override
    public void close() {
        mappings.close();
    }
}
