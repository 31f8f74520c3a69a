package dev.evenstep.local;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import java.util.Map;

/** For a stack that is run without its functions: there is none to invoke. */
record NoFunctions() implements FunctionRuntime, Invoker {

    @Override
    public Invoker invoker() {
        return this;
    }

    @Override
    public Map<String, AwsService> services() {
        return Map.of();
    }

    @Override
    public void start() {}

    @Override
    public FunctionResult invoke(String function, String payload) {
        throw notFound(function);
    }

    @Override
    public void invokeAsynchronously(String function, String payload) {
        throw notFound(function);
    }

    private static AwsException notFound(String function) {
        return new AwsException(404, "ResourceNotFoundException", "Function not found: " + function);
    }

    @Override
    public void close() {}
}
