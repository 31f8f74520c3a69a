package dev.evenstep.local;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import java.util.HashMap;
import java.util.Map;

/**
 * The ARNs of streams. On AWS, one ends in the moment at which the stream was made, which a template cannot know: it has
 * a stand-in there, which is replaced in what functions are told and what mappings read.
 *
 * @param real by stand-in
 */
record StreamArns(Map<String, String> real) {

    Stack in(Stack stack) {
        return stack.with(
                stack.functions().stream().map(this::in).toList(),
                stack.mappings().stream().map(this::in).toList());
    }

    private String in(String text) {
        var replaced = text;
        for (var arn : real.entrySet()) {
            replaced = replaced.replace(arn.getKey(), arn.getValue());
        }
        return replaced;
    }

    private FunctionSpec in(FunctionSpec function) {
        Map<String, String> environment = new HashMap<>(function.environment());
        environment.replaceAll((name, value) -> in(value));
        return new FunctionSpec(
                function.logicalId(),
                function.name(),
                function.arn(),
                function.handler(),
                function.runtime(),
                function.code(),
                function.timeout(),
                function.memoryMegabytes(),
                environment,
                function.reservedConcurrency(),
                function.async(),
                function.alias());
    }

    private MappingSpec in(MappingSpec mapping) {
        return new MappingSpec(
                mapping.id(),
                mapping.function(),
                in(mapping.sourceArn()),
                mapping.enabled(),
                mapping.batchSize(),
                mapping.window(),
                mapping.maximumConcurrency(),
                mapping.filters(),
                mapping.reportsItemFailures(),
                mapping.stream(),
                mapping.broker());
    }
}
