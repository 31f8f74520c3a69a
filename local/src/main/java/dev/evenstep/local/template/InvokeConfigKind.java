package dev.evenstep.local.template;

import java.util.Map;

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
        var reference = FunctionReference.of(config.text("FunctionName", ""));
        var function = reference.flatMap(draft::function);
        if (function.isPresent()) {
            draft.setAsync(function.get().name(), AsyncSettings.read(config, draft));
        } else if (config.has("FunctionName")) {
            draft.leave(config, "FunctionName", "the function " + Why.ELSEWHERE);
        }
    }
}
