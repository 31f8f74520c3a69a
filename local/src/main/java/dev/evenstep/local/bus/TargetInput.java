package dev.evenstep.local.bus;

import dev.evenstep.engine.protocol.Json;
import dev.evenstep.local.stack.RuleSpec;

/** What a target gets of an event, ready to be made. */
sealed interface TargetInput {

    String of(Event event, Rule rule);

    /** @throws IllegalArgumentException with the reason, where the description is not as EventBridge takes it */
    static TargetInput of(RuleSpec.Input input) {
        return switch (input) {
            case RuleSpec.Input.Whole whole -> new Whole();
            case RuleSpec.Input.Constant constant -> new Constant(constant.json());
            case RuleSpec.Input.Path path -> new Part(JsonPath.parse(path.jsonPath()));
            case RuleSpec.Input.Transformer transformer ->
                new Transformed(InputTemplate.parse(transformer.paths(), transformer.template()));
        };
    }

    /** The event itself. */
    record Whole() implements TargetInput {
        @Override
        public String of(Event event, Rule rule) {
            return Json.write(event.json());
        }
    }

    /** Always the same. */
    record Constant(String json) implements TargetInput {
        @Override
        public String of(Event event, Rule rule) {
            return json;
        }
    }

    /** A part of the event; where it has no such part, {@code null}. */
    record Part(JsonPath path) implements TargetInput {
        @Override
        public String of(Event event, Rule rule) {
            return path.read(event.json()).map(Json::write).orElse("null");
        }
    }

    /** A template filled from the event. */
    record Transformed(InputTemplate template) implements TargetInput {
        @Override
        public String of(Event event, Rule rule) {
            return template.fill(event, rule.arn(), rule.name());
        }
    }
}
