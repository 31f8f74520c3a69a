package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What cdk-nag's packs AwsSolutions and Serverless say of the shop: nothing but what is not so, each with its reason. */
class NagTest {

    private static final List<Suppression> ACCEPTED = List.of(
            new Suppression(
                    "Serverless-SQSRedrivePolicy",
                    ".*/DeadLetters/Queue/Resource",
                    "It is a dead-letter queue itself; an alarm tells when it holds a message."),
            new Suppression(
                    "AwsSolutions-SQS3",
                    "shop/(Events|PublishOutbox|AuditEvents)/DeadLetters/Queue/Resource",
                    "It is a dead-letter queue: of rules, a stream and asynchronous invocations, which the pack does not see."),
            new Suppression(
                    "Serverless-LambdaDLQ",
                    ".*/Handler/Function/Resource",
                    "Invoked by a source, whose own dead letters these are, or with an on-failure destination, which says more."),
            new Suppression(
                    "Serverless-LambdaEventSourceMappingDestination",
                    ".*/Mapping",
                    "A queue's mapping takes no destination: what fails goes to the queue's dead-letter queue."),
            new Suppression(
                    "Serverless-LambdaAsyncFailureDestination",
                    "shop/SweepOutbox/Handler/AsynchronousInvocation",
                    "The next minute's run does what this one left."),
            new Suppression(
                    "Serverless-EventBusDLQ",
                    "shop/SweepOutbox/Rule",
                    "The next minute's run does what this one left."),
            new Suppression(
                    "AwsSolutions-IAM5[Resource::*]",
                    ".*/Handler/Role/DefaultPolicy/Resource",
                    "X-Ray's actions know no resources."),
            new Suppression(
                    "AwsSolutions-IAM5[Resource::<TablesOutboxTable20583347.Arn>/stream/*]",
                    "shop/PublishOutbox/Handler/Role/DefaultPolicy/Resource",
                    "The table's stream, whose name holds when it was made, and nothing else."));

    /** @param path of the construct, as a pattern */
    private record Suppression(String rule, String path, String reason) {

        boolean covers(String finding) {
            return finding.matches("/" + path + " " + Pattern.quote(rule) + ":(?s:.*)");
        }

        void suppressIn(Stack stack) {
            var name = rule.replaceAll("\\[.*", "");
            var suppression = NagPackSuppression.builder()
                    .id(name)
                    .reason(reason)
                    .appliesTo(rule.equals(name) ? null : List.of(rule.substring(name.length() + 1, rule.length() - 1)))
                    .build();
            stack.getNode().findAll().stream()
                    .filter(construct -> construct.getNode().getPath().matches(path))
                    .forEach(construct -> NagSuppressions.addResourceSuppressions(construct, List.of(suppression)));
        }
    }

    /** The CDK's own assertions answer with what it calls deprecated. */
    @SuppressWarnings("deprecation")
    private static List<String> findings(List<Suppression> accepted) {
        var app = new App();
        var stack = new ShopStack(app, "shop", new FunctionJars(Repository.ROOT));
        accepted.forEach(one -> one.suppressIn(stack));
        Aspects.of(app).add(new AwsSolutionsChecks());
        Aspects.of(app).add(new ServerlessChecks());
        var annotations = Annotations.fromStack(stack);
        var any = Match.stringLikeRegexp("(AwsSolutions|Serverless)-.*");
        return Stream.of(annotations.findError("*", any), annotations.findWarning("*", any))
                .flatMap(List::stream)
                .map(found -> found.getId() + " " + found.getEntry().getData())
                .toList();
    }

    @Test
    void nothingIsFoundButWhatIsNotSo() {
        assertThat(findings(ACCEPTED)).isEmpty();
    }

    /** Each suppression covers something, and nothing is found that none covers. */
    @Test
    void whatIsNotSoIsFoundWithoutItsReason() {
        var findings = findings(List.of());

        assertThat(findings).allMatch(finding -> ACCEPTED.stream().anyMatch(accepted -> accepted.covers(finding)));
        assertThat(ACCEPTED).allMatch(accepted -> findings.stream().anyMatch(accepted::covers));
    }
}
