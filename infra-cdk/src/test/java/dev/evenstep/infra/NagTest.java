package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** What cdk-nag says of the shop: nothing but what is not so, for which the constructs give their reasons. */
class NagTest {

    private static final String[] REASONS = {
        "/shop/.*/DeadLetters/Queue/Resource Serverless-SQSRedrivePolicy:.*",
        "/shop/(Events|EventOutbox/PublishOutbox|EventLog/OrderLog|AuditEvents)/DeadLetters/Queue/Resource AwsSolutions-SQS3:.*",
        "/shop/.*/Handler/Function/Resource Serverless-LambdaDLQ:.*",
        "/shop/[^/]*/Mapping Serverless-LambdaEventSourceMappingDestination:.*",
        "/shop/(EventOutbox/SweepOutbox|EventLog/CatchUpOrderLog)/Handler/AsynchronousInvocation Serverless-LambdaAsyncFailureDestination:.*",
        "/shop/(EventOutbox/SweepOutbox|EventLog/\\w+)/Rule Serverless-EventBusDLQ:.*",
        "/shop/.*/Handler/Role/DefaultPolicy/Resource AwsSolutions-IAM5\\[Resource::\\*]:.*",
        "/shop/(EventOutbox/PublishOutbox|EventLog/OrderLog)/Handler/Role/DefaultPolicy/Resource"
                + " AwsSolutions-IAM5\\[Resource::<\\w+.Arn>/stream/\\*]:.*"
    };

    private static ShopStack shop() {
        return new ShopStack(new App(), "shop", new FunctionJars(Repository.ROOT));
    }

    @Test
    void nothingIsFoundButWhatIsNotSo() {
        assertThat(Nag.findings(shop())).isEmpty();
    }

    /** Each reason is for something, and nothing is found that none is for. */
    @Test
    void whatIsNotSoIsFoundWithoutItsReason() {
        var findings = Nag.findingsWithoutReasons(shop());

        assertThat(findings).allMatch(finding -> List.of(REASONS).stream().anyMatch(one -> covers(one, finding)));
        assertThat(REASONS).allMatch(one -> findings.stream().anyMatch(finding -> covers(one, finding)));
    }

    private static boolean covers(String pattern, String finding) {
        return finding.matches("(?s)" + pattern);
    }
}
