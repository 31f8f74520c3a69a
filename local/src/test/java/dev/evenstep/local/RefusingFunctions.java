package dev.evenstep.local;

import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import java.util.Map;

/** Functions that cannot take anything for the time being. */
final class RefusingFunctions implements FunctionRuntime, Invoker {

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
    public void close() {}

    @Override
    public FunctionResult invoke(String function, String payload) {
        throw new IllegalStateException("down");
    }

    @Override
    public void invokeAsynchronously(String function, String payload) {
        throw new IllegalStateException("down");
    }
}
