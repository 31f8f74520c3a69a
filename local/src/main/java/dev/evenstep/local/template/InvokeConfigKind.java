package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import java.util.Map;
import java.util.Optional;

/** {@code AWS::Lambda::EventInvokeConfig}: what becomes of a function's asynchronous invocations. */
final class InvokeConfigKind implements Kind {

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("FunctionName", "Qualifier", "MaximumRetryAttempts", "MaximumEventAgeInSeconds")
            .honours("DestinationConfig.OnFailure.Destination", "DestinationConfig.OnSuccess.Destination");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var name = glance.generated(255);
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
            draft.setAsync(function.get(), qualifier(config), AsyncSettings.read(config, draft));
        } else if (config.has("FunctionName")) {
            draft.leave(config, "FunctionName", "the function " + Why.ELSEWHERE);
        }
    }

    @Override
    public void conclude(Properties config, Identity identity, Draft draft) {
        function(config, draft)
                .map(draft::qualifier)
                .filter(called -> !called.equals(qualifier(config)))
                .ifPresent(called -> draft.leave(
                        config,
                        "Qualifier",
                        "is about invocations of " + qualifier(config) + ", and the sources invoke " + called));
    }

    private static Optional<String> function(Properties config, Draft draft) {
        return FunctionReference.of(config.text("FunctionName", ""))
                .flatMap(draft::function)
                .map(FunctionSpec::name);
    }

    private static String qualifier(Properties config) {
        return config.text("Qualifier", "$LATEST");
    }
}
