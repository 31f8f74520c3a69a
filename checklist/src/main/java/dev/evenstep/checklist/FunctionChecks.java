package dev.evenstep.checklist;

import dev.evenstep.checklist.Check.Subject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Of functions, their roles, their logs and what becomes of their asynchronous invocations. */
final class FunctionChecks {

    /** Lambda's newest managed one for Java. */
    private static final String RUNTIME = "java25";

    /** These know no resources. */
    private static final Set<String> OF_NO_RESOURCE = Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

    private FunctionChecks() {}

    static List<Check> all() {
        return List.of(
                ofFunctions("function-says-its-memory", "MemorySize", f -> f.number("MemorySize") >= 128, "said"),
                ofFunctions("function-says-its-timeout", "Timeout", f -> f.number("Timeout") >= 1, "said"),
                ofFunctions(
                        "function-runs-on-the-newest-java",
                        "Runtime",
                        f -> f.text("Runtime").equals(RUNTIME),
                        RUNTIME),
                ofFunctions(
                        "function-runs-on-arm64",
                        "Architectures",
                        f -> f.each("Architectures").equals(List.of("arm64")),
                        "[arm64]"),
                ofFunctions(
                        "function-starts-from-a-snapshot",
                        "SnapStart.ApplyOn",
                        f -> f.text("SnapStart.ApplyOn").equals("PublishedVersions"),
                        "PublishedVersions"),
                new Check(
                        "function-is-called-by-its-alias",
                        deployment -> deployment.of(Deployment.FUNCTION),
                        FunctionChecks::calledByAlias),
                ofFunctions(
                        "function-is-traced",
                        "TracingConfig.Mode",
                        f -> f.text("TracingConfig.Mode").equals("Active"),
                        "Active"),
                ofFunctions(
                        "function-logs-json",
                        "LoggingConfig.LogFormat",
                        f -> f.text("LoggingConfig.LogFormat").equals("JSON"),
                        "JSON"),
                new Check(
                        "function-logs-to-a-group-that-ends",
                        deployment -> deployment.of(Deployment.FUNCTION),
                        FunctionChecks::logGroup),
                new Check(
                        "function-has-a-role-of-its-own",
                        deployment -> deployment.of(Deployment.FUNCTION),
                        FunctionChecks::ownRole),
                Check.of(
                        "role-has-no-managed-policies",
                        deployment -> deployment.of("AWS::IAM::Role"),
                        "ManagedPolicyArns",
                        role -> role.each("ManagedPolicyArns").isEmpty(),
                        "left out: managed policies allow more than is needed"),
                new Check(
                        "role-has-no-wildcards",
                        deployment -> deployment.of("AWS::IAM::Role"),
                        FunctionChecks::withoutWildcards),
                Check.of(
                        "url-asks-who-calls",
                        deployment -> deployment.of(Deployment.URL),
                        "AuthType",
                        url -> url.text("AuthType").equals("AWS_IAM"),
                        "AWS_IAM: else everybody may call it who knows it"),
                new Check(
                        "function-keeps-what-fails",
                        Deployment::invokedFunctions,
                        subject -> invoke(
                                subject,
                                "DestinationConfig.OnFailure.Destination",
                                "a queue: else what fails is gone after its attempts")),
                new Check(
                        "function-bounds-attempts",
                        Deployment::invokedFunctions,
                        subject -> invoke(subject, "MaximumRetryAttempts", "said, 0 to 2")),
                new Check(
                        "function-bounds-age",
                        Deployment::invokedFunctions,
                        subject -> invoke(subject, "MaximumEventAgeInSeconds", "said, 60 to 21600")));
    }

    private static Check ofFunctions(String name, String property, Predicate<Resource> holds, String demand) {
        return Check.of(name, deployment -> deployment.of(Deployment.FUNCTION), property, holds, demand);
    }

    /** By mappings, rules and URLs alike; else they call what was never published, without a snapshot. */
    private static Stream<Finding> calledByAlias(Subject subject) {
        var deployment = subject.deployment();
        var called = Stream.of(
                deployment.of(Deployment.MAPPING).map(mapping -> mapping.text("FunctionName")),
                deployment.targets().map(target -> target.text("Arn")),
                deployment
                        .of(Deployment.URL)
                        .filter(url -> url.text("Qualifier").isEmpty())
                        .map(url -> url.text("TargetFunctionArn")));
        return called.flatMap(references -> references)
                .filter(reference -> deployment
                        .function(reference)
                        .filter(subject.resource()::equals)
                        .isPresent())
                .flatMap(reference -> subject.demand(
                        deployment.find(Deployment.ALIAS, reference).isPresent(),
                        "called as",
                        reference,
                        "an alias, which leads to a published version"));
    }

    private static Stream<Finding> logGroup(Subject subject) {
        var group = subject.resource().text("LoggingConfig.LogGroup");
        var found = subject.deployment().find("AWS::Logs::LogGroup", group);
        return found.map(logs -> logs.number("RetentionInDays") > 0
                        ? Stream.<Finding>empty()
                        : Stream.of(Finding.of(logs, "RetentionInDays", "said: else logs are kept for ever")))
                .orElseGet(() -> subject.demand(false, "LoggingConfig.LogGroup", "a log group of this stack"));
    }

    private static Stream<Finding> ownRole(Subject subject) {
        var role = subject.deployment().role(subject.resource());
        var sharing = subject.deployment()
                .of(Deployment.FUNCTION)
                .filter(function -> subject.deployment().role(function).equals(role))
                .count();
        return subject.demand(
                role.isPresent() && sharing == 1, "Role", "a role of this stack and of this function alone");
    }

    private static Stream<Finding> withoutWildcards(Subject subject) {
        return subject.deployment()
                .statements(subject.resource())
                .filter(PolicyGrant::allows)
                .filter(statement -> !OF_NO_RESOURCE.containsAll(statement.actions()))
                .flatMap(statement -> Stream.concat(
                        subject.demand(
                                statement.actions().stream().noneMatch(action -> action.contains("*")),
                                "Action",
                                statement.actions(),
                                "single actions"),
                        subject.demand(
                                !statement.resources().contains("*"),
                                "Resource of " + statement.actions(),
                                "*",
                                "the ARN of what is reached")));
    }

    private static Stream<Finding> invoke(Subject subject, String property, String demand) {
        return subject.deployment()
                .invokeConfig(subject.resource())
                .filter(config -> !config.text(property).isEmpty())
                .map(config -> Stream.<Finding>empty())
                .orElseGet(() -> subject.demand(false, "EventInvokeConfig." + property, demand));
    }
}
