package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what: the same in both templates, nothing at large, and a change would be named. */
@ExtendWith(Synthesis.Extension.class)
class GrantsTest {

    @Test
    void bothTemplatesGrantTheSame(Synthesis app) throws IOException {
        assertThat(difference(app.template())).isEmpty();
        assertThat(Grants.of(RawTemplate.read(Repository.SAM)))
                .hasSizeGreaterThan(60)
                .contains(
                        "Function shop-audit-events may dynamodb:DeleteItem on Table shop-idempotency.Arn",
                        "Function shop-charge-payment may dynamodb:UpdateItem on Table shop-idempotency.Arn",
                        "Function shop-track-order may dynamodb:GetItem on Table shop-order-status.Arn",
                        "Function shop-track-order may dynamodb:DeleteItem on Table shop-parked.Arn",
                        "Function shop-track-order may sqs:SendMessage on Queue shop-track-order.Arn",
                        "Function shop-place-order may sqs:ChangeMessageVisibility on Queue shop-place-order.fifo.Arn",
                        "Function shop-place-order may sqs:ReceiveMessage on Queue shop-place-order.fifo.Arn",
                        "Function shop-audit-events may sqs:SendMessage on Queue shop-audit-events-dlq.Arn",
                        "Function shop-publish-outbox may dynamodb:GetRecords on Table shop-outbox.Arn/stream/*",
                        "Function shop-publish-outbox may dynamodb:Query on Table shop-outbox.Arn",
                        "Function shop-publish-outbox may dynamodb:BatchWriteItem on Table shop-outbox.Arn",
                        "Function shop-reserve-stock may dynamodb:ConditionCheckItem on Table shop-reservations.Arn",
                        "Function shop-place-order may dynamodb:PutItem on Table shop-events.Arn",
                        "Function shop-fulfil-order may dynamodb:Query on Table shop-events.Arn",
                        "Function shop-order-log may dynamodb:GetRecords on Table shop-events.Arn/stream/*",
                        "Function shop-catch-up-order-log may dynamodb:DeleteItem on Table shop-events.Arn",
                        "Function shop-sweep-order-log may dynamodb:Scan on Table shop-events.Arn",
                        "Function shop-show-orders may dynamodb:Query on Table shop-views.Arn/index/lists",
                        "Function shop-publish-outbox may events:PutEvents on EventBus shop-events.Arn",
                        "Function shop-sweep-outbox may dynamodb:Query on Table shop-outbox.Arn/index/unpublished",
                        "Function shop-sweep-outbox may events:PutEvents on EventBus shop-events.Arn",
                        "{Service=events.amazonaws.com} may sqs:SendMessage on Queue shop-rules-dlq.Arn"
                                + " for Rule shop-track-order.Arn");
    }

    /** X-Ray's actions know no resources. */
    @Test
    void nobodyMayDoEverythingOrReachEverything(Synthesis app) throws IOException {
        for (var template : List.of(Repository.SAM, app.template())) {
            assertThat(Grants.of(RawTemplate.read(template)))
                    .filteredOn(sentence -> !sentence.startsWith("Deny *"))
                    .filteredOn(sentence -> !sentence.matches(".* may xray:Put\\w+ on \\*"))
                    .noneMatch(sentence -> sentence.matches(".* may .*\\*.* on .*"))
                    .noneMatch(sentence -> sentence.endsWith(" on *"))
                    .filteredOn(sentence -> sentence.contains("*"))
                    .allMatch(sentence -> sentence.matches(".* on Table shop-(outbox|events)\\.Arn/stream/\\*"));
        }
    }

    @Test
    void everyFunctionHasARoleOfItsOwnForLambdaAndWithoutManagedPolicies(Synthesis app) throws IOException {
        for (var file : List.of(Repository.SAM, app.template())) {
            var template = RawTemplate.read(file);
            var roles = template.resources("AWS::IAM::Role");
            var meaning = new Meaning(template);

            assertThat(template.resources("AWS::Lambda::Function").values())
                    .extracting(function ->
                            function.at("/Properties/Role/Fn::GetAtt/0").asText())
                    .containsExactlyInAnyOrderElementsOf(roles.keySet())
                    .hasSize(14);
            assertThat(roles.values())
                    .extracting(role -> role.path("Properties"))
                    .allSatisfy(role -> {
                        assertThat(role.has("ManagedPolicyArns")).isFalse();
                        assertThat(meaning.text(role.at("/AssumeRolePolicyDocument/Statement/0/Principal")))
                                .isEqualTo("{Service=lambda.amazonaws.com}");
                    });
        }
    }

    @Test
    void everyPolicyIsSomeFunctionsOrSomeQueues(Synthesis app) throws IOException {
        assertThat(RawTemplate.read(app.template()).resources().values())
                .extracting(resource -> resource.path("Type").asText())
                .filteredOn(type -> type.contains("IAM") || type.endsWith("Policy"))
                .containsOnly("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy");
    }

    @Test
    void anActionMoreIsNamed(Synthesis app, @TempDir Path folder) throws IOException {
        var changed =
                app.changed("\"events:DescribeEventBus\",", "\"events:DescribeEventBus\", \"events:PutRule\",", folder);

        assertThat(difference(changed))
                .containsExactly(
                        "only the CDK app: Function shop-catch-up-order-log may events:PutRule on EventBus shop-events.Arn",
                        "only the CDK app: Function shop-order-log may events:PutRule on EventBus shop-events.Arn",
                        "only the CDK app: Function shop-publish-outbox may events:PutRule on EventBus shop-events.Arn",
                        "only the CDK app: Function shop-sweep-outbox may events:PutRule on EventBus shop-events.Arn");
    }

    @Test
    void anActionLessIsNamed(Synthesis app, @TempDir Path folder) throws IOException {
        var changed = app.changed("\"dynamodb:ConditionCheckItem\"", "\"dynamodb:PutItem\"", folder);

        assertThat(difference(changed))
                .containsExactly(
                        "only template.yaml: Function shop-reserve-stock may dynamodb:ConditionCheckItem on Table"
                                + " shop-reservations.Arn");
    }

    private static List<String> difference(Path synthesised) throws IOException {
        var sam = Grants.of(RawTemplate.read(Repository.SAM));
        var cdk = Grants.of(RawTemplate.read(synthesised));
        return Stream.concat(
                        sam.stream().filter(grant -> !cdk.contains(grant)).map(grant -> "only template.yaml: " + grant),
                        cdk.stream().filter(grant -> !sam.contains(grant)).map(grant -> "only the CDK app: " + grant))
                .toList();
    }
}
