package dev.evenstep.local.bus;

import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.RuleSpec;

/** What a target gets of an event, ready to be made. */
@FunctionalInterface
interface TargetInput {

    String of(EventBridgeEvent event, Rule rule);

    /**
     * A part of the event that is missing is {@code null}.
     *
     * @throws IllegalArgumentException with the reason, where the description is not as EventBridge takes it
     */
    static TargetInput of(RuleSpec.Input input) {
        return switch (input) {
            case RuleSpec.Input.Whole whole -> (event, rule) -> JsonTrees.write(event.json());
            case RuleSpec.Input.Constant constant -> (event, rule) -> constant.json();
            case RuleSpec.Input.Path(String text) -> {
                var path = JsonPath.parse(text);
                yield (event, rule) ->
                        path.read(event.json()).map(JsonTrees::write).orElse("null");
            }
            case RuleSpec.Input.Transformer transformer -> {
                var template = InputTemplate.parse(transformer.paths(), transformer.template());
                yield (event, rule) -> template.fill(event, rule.arn(), rule.name());
            }
        };
    }
}
