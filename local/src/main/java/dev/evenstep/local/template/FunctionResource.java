package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code AWS::Lambda::Function} and {@code AWS::Serverless::Function}, whose events, alias and asynchronous settings
 * SAM has made resources of already.
 */
final class FunctionResource implements ResourceType {

    private static final Pattern JAVA = Pattern.compile("java\\d+(\\.al2)?");
    private static final Pattern HANDLER = Pattern.compile("[\\w$]+(\\.[\\w$]+)*(::[\\w$]+)?");

    private final CodeLocation code;

    FunctionResource(CodeLocation code) {
        this.code = code;
    }

    @Override
    public ResourceIdentity identify(Properties function, ResourceNames names) {
        var name = names.name(function, "FunctionName", 64);
        return ResourceIdentity.of(name, name, Map.of("Arn", names.arn("lambda", "function:" + name)));
    }

    @Override
    public void define(Properties function, ResourceIdentity identity, StackBuilder builder) {
        if (function.declaration().isSam()) {
            SamTransform.EXPANDED.forEach(function::has);
        }
        var foreign = foreign(function);
        if (!foreign.isEmpty()) {
            builder.calls.keepOut(identity.name());
            function.leave("", foreign);
            function.ignoreRest();
            return;
        }
        check(function, identity.name());
        builder.roles.assume(identity.name(), function.text("Role", ""));
        builder.functions.add(identity.name(), identity.name(), spec(function, identity, builder), function);
    }

    /** Why this function cannot run here; empty where it can. */
    private static String foreign(Properties function) {
        if (function.text("PackageType", "Zip").equals("Image")) {
            return "container images do not run locally, only Java from a jar: the function is left out";
        }
        var runtime = function.text("Runtime", "");
        return runtime.isEmpty() || JAVA.matcher(runtime).matches()
                ? ""
                : "only Java runs locally, not " + runtime + ": the function is left out";
    }

    private static void check(Properties function, String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            function.problem("FunctionName", "is " + name + "; must be up to 64 letters, digits, hyphens, underscores");
        }
        function.demand("Runtime");
        var handler = function.demand("Handler");
        if (!handler.isEmpty() && !HANDLER.matcher(handler).matches()) {
            function.problem(
                    "Handler", "is " + handler + "; must be package.Class or package.Class::method, as Java is called");
        }
    }

    private FunctionSpec spec(Properties function, ResourceIdentity identity, StackBuilder builder) {
        return new FunctionSpec(
                function.declaration().path(),
                identity.name(),
                identity.arn(),
                function.text("Handler", ""),
                function.text("Runtime", ""),
                code.of(function),
                function.seconds("Timeout", Duration.ofSeconds(3), Range.seconds(1, 900)),
                function.integer("MemorySize", 128, new Range(128, 10_240, " MB")),
                FunctionEnvironment.of(function.object("Environment")),
                function.integer("ReservedConcurrentExecutions", Range.of(0, Integer.MAX_VALUE))
                        .orElse(null),
                builder.calls.async(identity.name()),
                builder.calls.alias(identity.name()));
    }

    @Override
    public void conclude(Properties function, ResourceIdentity identity, StackBuilder builder) {
        var name = identity.name();
        if (builder.functions.find(name).isPresent()) {
            deadLetters(function, name, builder);
            builder.functions.replace(name, spec(function, identity, builder));
        }
    }

    /** A dead-letter queue works as an on-failure destination, unless there is one of these as well. */
    private static void deadLetters(Properties function, String name, StackBuilder builder) {
        var property = function.declaration().isSam() ? "DeadLetterQueue" : "DeadLetterConfig";
        var config = function.object(property);
        var arn = DestinationConfigs.queueOrFunction(config, "TargetArn", builder);
        var async = builder.calls.async(name);
        if (arn != null && async.onFailureArn() == null) {
            var both = new Async(async.maximumRetryAttempts(), async.maximumEventAge(), arn, async.onSuccessArn());
            builder.calls.setAsync(name, builder.calls.qualifier(name), both);
            config.leave("TargetArn", "works as an on-failure destination: its messages have that shape");
        } else if (arn != null) {
            config.leave("TargetArn", "the on-failure destination gets what fails, and it alone");
        }
    }
}
