package dev.evenstep.local;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Functions that only note what they are given; there is one, {@code audit}. */
public final class RecordingFunctions implements FunctionRuntime, Invoker {

    private final List<String> payloads = new CopyOnWriteArrayList<>();

    public List<String> payloads() {
        return payloads;
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
    public void start() {}

    @Override
    public void close() {}

    @Override
    public FunctionResult invoke(String function, String payload) {
        throw new UnsupportedOperationException("nobody asks for it here");
    }

    @Override
    public void invokeAsynchronously(String function, String payload) {
        if (!function.endsWith(":function:audit")) {
            throw new AwsException(404, "ResourceNotFoundException", "Function not found: " + function);
        }
        payloads.add(payload);
    }
}
