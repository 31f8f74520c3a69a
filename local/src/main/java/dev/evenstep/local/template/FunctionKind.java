package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code AWS::Lambda::Function} and {@code AWS::Serverless::Function}, whose events SAM has made resources of
 * already.
 */
final class FunctionKind implements Kind {

    private static final Pattern JAVA = Pattern.compile("java\\d+(\\.al2)?");
    private static final Pattern HANDLER = Pattern.compile("[\\w$]+(\\.[\\w$]+)*(::[\\w$]+)?");

    private static final PropertyTable BOTH = PropertyTable.empty()
            .honours("FunctionName", "Handler", "Runtime", "PackageType", "Timeout", "MemorySize")
            .honours("Environment.Variables", "ReservedConcurrentExecutions")
            .leaves("layers are not put on the class path; pack what they hold into the jar", "Layers")
            .leaves("a local function runs on this machine's processor", "Architectures")
            .leaves("a local function begins without a snapshot", "SnapStart")
            .leaves("a local function's disk is this machine's", "EphemeralStorage", "FileSystemConfigs")
            .leaves("images do not run locally", "ImageConfig")
            .leaves("local functions run in JVMs of this machine", "CapacityProviderConfig", "FunctionScalingConfig")
            .leaves("local functions run in JVMs of this machine", "RuntimeManagementConfig", "TenancyConfig")
            .leaves("loops are not looked for locally", "RecursiveLoop")
            .leaves("durable executions do not run locally", "DurableConfig")
            .leaves(Why.CODE_CHECKS, "CodeSigningConfigArn", "PublishToLatestPublished")
            .leaves(Why.NETWORK, "VpcConfig")
            .leaves(Why.OBSERVED, "LoggingConfig")
            .leaves(Why.PERMISSIONS, "Role")
            .leaves(Why.ENCRYPTION, "KmsKeyArn")
            .leaves(Why.DESCRIPTION, "Description")
            .leaves(Why.TAGS, "Tags");

    private static final PropertyTable LAMBDA =
            BOTH.honours("Code", "DeadLetterConfig.TargetArn").leaves(Why.OBSERVED, "TracingConfig");

    private static final PropertyTable SAM = BOTH.honours("CodeUri", "InlineCode", "ImageUri")
            .honours("DeadLetterQueue.TargetArn", "DeadLetterQueue.Type")
            .expands("AutoPublishAlias", "EventInvokeConfig", "Events")
            .leaves("functions have no URLs locally; invoke them through the Lambda API", "FunctionUrlConfig")
            .leaves("a local alias always leads to the only version there is", "DeploymentPreference")
            .leaves("a local alias always leads to the only version there is", "AutoPublishAliasAllProperties")
            .leaves("a local function is started when it is called", "ProvisionedConcurrencyConfig")
            .leaves(Why.CODE_CHECKS, "AutoPublishCodeSha256", "SourceKMSKeyArn", "VersionDeletionPolicy")
            .leaves(Why.OBSERVED, "Tracing")
            .leaves(Why.PERMISSIONS, "Policies", "PermissionsBoundary", "RolePath", "AssumeRolePolicyDocument")
            .leaves(Why.DESCRIPTION, "VersionDescription")
            .leaves(Why.TAGS, "PropagateTags");

    private final PropertyTable properties;
    private final CodeLocation code;

    FunctionKind(boolean sam, CodeLocation code) {
        this.properties = sam ? SAM : LAMBDA;
        this.code = code;
    }

    @Override
    public PropertyTable properties() {
        return properties;
    }

    @Override
    public Identity identify(Glance glance) {
        var name = glance.name("FunctionName", 64);
        return Identity.of(name, name, Map.of("Arn", glance.arns().function(name)));
    }

    @Override
    public void define(Properties function, Identity identity, Draft draft) {
        var foreign = foreign(function);
        if (!foreign.isEmpty()) {
            draft.keepOut(identity.name());
            draft.leave(function, "", foreign);
            return;
        }
        var before = function.problems();
        var location = code.of(function);
        var spec = new FunctionSpec(
                function.declaration().id(),
                checkedName(function, identity.name()),
                identity.attributes().getOrDefault("Arn", ""),
                handler(function),
                function.text("Runtime", ""),
                location,
                function.seconds("Timeout", Duration.ofSeconds(3), Range.seconds(1, 900)),
                function.integer("MemorySize", 128, new Range(128, 10_240, " MB")),
                FunctionEnvironment.of(function.object("Environment")),
                function.integer("ReservedConcurrentExecutions", Range.of(0, Integer.MAX_VALUE))
                        .orElse(null),
                FunctionSpec.Async.defaults(),
                null);
        if (function.problems() == before) {
            draft.add(spec, function);
        }
    }

    /** Why this function cannot run here; empty where it can. */
    private static String foreign(Properties function) {
        if (function.text("PackageType", "Zip").equals("Image")) {
            return "container images do not run locally, only Java from a jar: the function is left out";
        }
        var runtime = function.text("Runtime", "");
        if (!runtime.isEmpty() && !JAVA.matcher(runtime).matches()) {
            return "only Java runs locally, not " + runtime + ": the function is left out";
        }
        return "";
    }

    private static String checkedName(Properties function, String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            function.problem("FunctionName", "is " + name + "; must be up to 64 letters, digits, hyphens, underscores");
        }
        return name;
    }

    private static String handler(Properties function) {
        function.demand("Runtime");
        var handler = function.demand("Handler");
        if (!handler.isEmpty() && !HANDLER.matcher(handler).matches()) {
            function.problem(
                    "Handler", "is " + handler + "; must be package.Class or package.Class::method, as Java is called");
        }
        return handler;
    }

    @Override
    public void conclude(Properties function, Identity identity, Draft draft) {
        Stream.of("DeadLetterConfig", "DeadLetterQueue")
                .map(function::object)
                .filter(Properties::any)
                .forEach(config -> AsyncSettings.deadLetter(config, identity.name(), draft));
    }
}
