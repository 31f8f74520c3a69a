package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.lambda.FunctionName;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.stack.FunctionSpec;
import org.jspecify.annotations.Nullable;

/** What the API tells of functions. */
final class FunctionOperations {

    /** Lambda's own largest page of functions. */
    private static final int PAGE = 50;

    private final FunctionRunner runner;
    private final CodeDigests digests = new CodeDigests();

    FunctionOperations(FunctionRunner runner) {
        this.runner = runner;
    }

    AwsResponse list(Query query) {
        return LambdaService.json(
                200,
                query.page(
                        runner.functions(),
                        PAGE,
                        "Functions",
                        spec -> FunctionJson.configuration(spec, null, digests)));
    }

    AwsResponse get(FunctionName name) {
        FunctionSpec spec = runner.function(name);
        ObjectNode answer = JsonTrees.object();
        answer.set("Configuration", FunctionJson.configuration(spec, name.qualifier(), digests));
        answer.putObject("Code")
                .put("RepositoryType", "local")
                .put("Location", spec.code().toUri().toString());
        Integer reserved = spec.reservedConcurrency();
        if (reserved != null) {
            answer.putObject("Concurrency").put("ReservedConcurrentExecutions", reserved);
        }
        return LambdaService.json(200, answer);
    }

    AwsResponse configuration(FunctionName name) {
        return LambdaService.json(200, FunctionJson.configuration(runner.function(name), name.qualifier(), digests));
    }

    /** What becomes of asynchronous invocations. Lambda says that there is no such thing where all of it is default. */
    AwsResponse invokeConfiguration(FunctionName name) {
        FunctionSpec spec = runner.function(name);
        FunctionSpec.Async async = spec.async();
        if (async.equals(FunctionSpec.Async.defaults())) {
            throw new AwsException(
                    404,
                    "ResourceNotFoundException",
                    "The function " + spec.arn() + " doesn't have an EventInvokeConfig");
        }
        ObjectNode answer = JsonTrees.object()
                .put("FunctionArn", spec.arn())
                .put("MaximumRetryAttempts", async.maximumRetryAttempts())
                .put("MaximumEventAgeInSeconds", async.maximumEventAge().toSeconds());
        ObjectNode destinations = answer.putObject("DestinationConfig");
        put(destinations.putObject("OnFailure"), async.onFailureArn());
        put(destinations.putObject("OnSuccess"), async.onSuccessArn());
        return LambdaService.json(200, answer);
    }

    private static void put(ObjectNode destination, @Nullable String arn) {
        if (arn != null) {
            destination.put("Destination", arn);
        }
    }

    /** Lambda's default quotas, and what is used of them. */
    AwsResponse account() {
        ObjectNode answer = JsonTrees.object();
        int reserved = runner.functions().stream()
                .map(FunctionSpec::reservedConcurrency)
                .mapToInt(concurrency -> concurrency == null ? 0 : concurrency)
                .sum();
        answer.putObject("AccountLimit")
                .put("TotalCodeSize", 80_530_636_800L)
                .put("CodeSizeUnzipped", 262_144_000L)
                .put("CodeSizeZipped", 52_428_800L)
                .put("ConcurrentExecutions", 1000)
                .put("UnreservedConcurrentExecutions", Math.max(0, 1000 - reserved));
        answer.putObject("AccountUsage")
                .put(
                        "TotalCodeSize",
                        runner.functions().stream()
                                .mapToLong(spec -> FunctionJson.codeSize(spec.code()))
                                .sum())
                .put("FunctionCount", runner.functions().size());
        return LambdaService.json(200, answer);
    }
}
