package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code AWS::Lambda::EventInvokeConfig}: what becomes of a function's asynchronous invocations. */
final class InvokeConfigResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties config, ResourceNames names) {
        var name = names.generated(config, 255);
        return ResourceIdentity.of(name, name, Map.of());
    }

    @Override
    public void define(Properties config, ResourceIdentity identity, StackBuilder builder) {
        config.demand("FunctionName");
        config.demand("Qualifier");
    }

    @Override
    public void connect(Properties config, ResourceIdentity identity, StackBuilder builder) {
        var function = function(config, builder);
        if (function.isPresent()) {
            builder.calls.setAsync(function.get(), qualifier(config), async(config, builder));
        } else if (config.has("FunctionName")) {
            config.leave("FunctionName", "the function " + IgnoredSettings.ELSEWHERE);
            config.ignoreRest();
        }
    }

    @Override
    public void conclude(Properties config, ResourceIdentity identity, StackBuilder builder) {
        function(config, builder)
                .map(builder.calls::qualifier)
                .filter(called -> !called.equals(qualifier(config)))
                .ifPresent(called -> config.leave(
                        "Qualifier",
                        "is about invocations of " + qualifier(config) + ", and the sources invoke " + called));
    }

    private static Optional<String> function(Properties config, StackBuilder builder) {
        return builder.function(config.text("FunctionName", "")).map(FunctionSpec::name);
    }

    private static String qualifier(Properties config) {
        return config.text("Qualifier", "$LATEST");
    }

    private static Async async(Properties config, StackBuilder builder) {
        var destinations = config.object("DestinationConfig");
        return new Async(
                config.integer("MaximumRetryAttempts", 2, Range.of(0, 2)),
                config.seconds("MaximumEventAgeInSeconds", Duration.ofHours(6), Range.seconds(60, 21_600)),
                DestinationConfigs.queueOrFunction(destinations.object("OnFailure"), "Destination", builder),
                DestinationConfigs.queueOrFunction(destinations.object("OnSuccess"), "Destination", builder));
    }
}
