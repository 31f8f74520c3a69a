package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import dev.evenstep.checklist.Unread;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * A function as it runs: the version behind its alias, where the stack has one, with what becomes of its asynchronous
 * invocations; and what calls it.
 *
 * @param aliases their ARNs, by their functions' names
 */
record FunctionReader(LambdaClient lambda, Calls calls, Map<String, String> aliases) {

    Stream<Resource> function(DeployedResource function) {
        var alias = aliases.get(function.name());
        var told = calls.properties(
                function,
                "lambda:GetAlias, lambda:GetFunctionConfiguration",
                () -> Words.of(lambda.getFunctionConfiguration(
                        request -> request.functionName(function.name()).qualifier(version(function.name(), alias)))));
        var role = told.get("Role") instanceof String arn
                ? Map.of("Role", arn.substring(arn.lastIndexOf('/') + 1))
                : Map.<String, Object>of();
        var arn = function.place().arn("lambda", "function:" + function.name());
        return Stream.concat(
                Stream.of(function.read(function.name(), arn, Words.with(told, role))), invokeConfigs(function, alias));
    }

    /** Of the alias; LocalStack tells no configuration by an alias. */
    private @Nullable String version(String function, @Nullable String alias) {
        if (alias == null) {
            return null;
        }
        try {
            return lambda.getAlias(request -> request.functionName(function).name(aliasName(alias)))
                    .functionVersion();
        } catch (ResourceNotFoundException gone) {
            return null;
        }
    }

    private static String aliasName(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private Stream<Resource> invokeConfigs(DeployedResource function, @Nullable String alias) {
        var told = calls.ask(
                function,
                "lambda:ListFunctionEventInvokeConfigs",
                () -> lambda
                        .listFunctionEventInvokeConfigsPaginator(request -> request.functionName(function.name()))
                        .functionEventInvokeConfigs()
                        .stream()
                        .filter(config -> alias == null || config.functionArn().equals(alias))
                        .map(config -> Words.with(Words.of(config), Map.of("FunctionName", function.name())))
                        .toList());
        return Words.listed(told).stream()
                .map(config -> function.part(
                        "AWS::Lambda::EventInvokeConfig",
                        config instanceof Map<?, ?> map ? Words.map(map) : Map.of(Unread.REST, config)));
    }

    static String functionOf(DeployedResource aliasOrUrl) {
        return lastPart(aliasOrUrl.id()).replaceFirst(":.*", "");
    }

    Stream<Resource> alias(DeployedResource alias) {
        var function = functionOf(alias);
        var told = calls.properties(
                alias,
                "lambda:GetAlias",
                () -> Words.of(lambda.getAlias(
                        request -> request.functionName(function).name(aliasName(alias.id())))));
        return Stream.of(
                alias.read(lastPart(alias.id()), alias.id(), Words.with(told, Map.of("FunctionName", function))));
    }

    /** Its physical id is the ARN of what it leads to, a function's or an alias's. */
    Stream<Resource> url(DeployedResource url) {
        var leadsTo = lastPart(url.id());
        var told = calls.properties(
                url,
                "lambda:GetFunctionUrlConfig",
                () -> Words.of(lambda.getFunctionUrlConfig(request -> request.functionName(functionOf(url))
                        .qualifier(leadsTo.contains(":") ? aliasName(leadsTo) : null))));
        return Stream.of(url.read(leadsTo, url.id(), Words.with(told, Map.of("TargetFunctionArn", url.id()))));
    }

    Stream<Resource> mapping(DeployedResource mapping) {
        var told = calls.properties(mapping, "lambda:GetEventSourceMapping", () -> {
            var answer = lambda.getEventSourceMapping(request -> request.uuid(mapping.id()));
            return Words.with(Words.of(answer), Map.of("FunctionName", answer.functionArn()));
        });
        var name = told.containsKey("FunctionName")
                ? source(told) + " to " + lastPart(told.get("FunctionName"))
                : mapping.logicalId();
        return Stream.of(mapping.read(name, mapping.id(), told));
    }

    /** A queue's name, or that of a stream's table. */
    private static String source(Map<String, Object> mapping) {
        var arn = mapping.getOrDefault("EventSourceArn", "").toString();
        return arn.contains(":table/") ? arn.split("/", -1)[1] : lastPart(arn);
    }

    private static String lastPart(Object arn) {
        return arn.toString().replaceFirst("^(?:[^:]*:){5}(?:function:)?", "");
    }
}
