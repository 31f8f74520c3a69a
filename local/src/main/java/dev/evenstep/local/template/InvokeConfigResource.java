package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code AWS::Lambda::EventInvokeConfig}: what becomes of a function's asynchronous invocations. */
final class InvokeConfigResource implements ResourceType {

    @Override
    public Identity identify(Properties config, Naming naming) {
        var name = naming.generated(config, 255);
        return Identity.of(name, name, Map.of());
    }

    @Override
    public void define(Properties config, Identity identity, Draft draft) {
        config.demand("FunctionName");
        config.demand("Qualifier");
    }

    @Override
    public void connect(Properties config, Identity identity, Draft draft) {
        var function = function(config, draft);
        if (function.isPresent()) {
            draft.calls.setAsync(function.get(), qualifier(config), async(config, draft));
        } else if (config.has("FunctionName")) {
            config.leave("FunctionName", "the function " + WithoutEffect.ELSEWHERE);
            config.ignoreRest();
        }
    }

    @Override
    public void conclude(Properties config, Identity identity, Draft draft) {
        function(config, draft)
                .map(draft.calls::qualifier)
                .filter(called -> !called.equals(qualifier(config)))
                .ifPresent(called -> config.leave(
                        "Qualifier",
                        "is about invocations of " + qualifier(config) + ", and the sources invoke " + called));
    }

    private static Optional<String> function(Properties config, Draft draft) {
        return draft.function(config.text("FunctionName", "")).map(FunctionSpec::name);
    }

    private static String qualifier(Properties config) {
        return config.text("Qualifier", "$LATEST");
    }

    private static Async async(Properties config, Draft draft) {
        var destinations = config.object("DestinationConfig");
        return new Async(
                config.integer("MaximumRetryAttempts", 2, Range.of(0, 2)),
                config.seconds("MaximumEventAgeInSeconds", Duration.ofHours(6), Range.seconds(60, 21_600)),
                DestinationConfigs.queueOrFunction(destinations.object("OnFailure"), "Destination", draft),
                DestinationConfigs.queueOrFunction(destinations.object("OnSuccess"), "Destination", draft));
    }
}
