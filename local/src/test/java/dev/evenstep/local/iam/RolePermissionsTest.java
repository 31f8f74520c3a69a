package dev.evenstep.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import dev.evenstep.local.stack.RoleSpec;
import dev.evenstep.local.stack.RoleSpec.Statement;
import dev.evenstep.local.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolePermissionsTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private static final String ROLE = "arn:aws:iam::000000000000:role/r";
    private static final String T = "arn:aws:dynamodb:us-east-1:000000000000:table/t";
    private static final String Q = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/b";

    private static RolePermissions allowing(String action, String resource) {
        return of(new RoleSpec(ROLE, List.of(statement(List.of(action), List.of(resource))), true));
    }

    private static Statement statement(List<String> actions, List<String> resources) {
        return new Statement("f.Policies", true, actions, resources);
    }

    private static RolePermissions of(RoleSpec role) {
        FunctionSpec function = new FunctionSpec(
                "F",
                "f",
                ARN,
                "a.B",
                "java25",
                Path.of("f.jar"),
                Duration.ofSeconds(3),
                128,
                Map.of(),
                null,
                Async.defaults(),
                null);
        Stack stack = new Stack(
                "s",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(function),
                List.of(),
                Map.of("f", role),
                Map.of(),
                List.of());
        return new RolePermissions(stack, Account.local());
    }

    private static AwsResponse send(RolePermissions permissions, String key, String target, String body) {
        AwsRequest request = new AwsRequest(
                "POST",
                target.startsWith("/") ? target : "/",
                "",
                Map.of(
                        "x-amz-target",
                        target.startsWith("/") ? "" : target,
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/us-east-1/x/aws4_request"),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return permissions.guarding(new Answering()).handle(request);
    }

    private static final class Answering implements AwsService {

        @Override
        public boolean serves(AwsRequest request) {
            return true;
        }

        @Override
        public AwsResponse handle(AwsRequest request) {
            return new AwsResponse(200, Map.of(), new byte[0]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "dynamodb:PutItem |" + T + "| DynamoDB_20120810.PutItem | {'TableName':'t'}",
                "dynamodb:PutItem |" + T + "| DynamoDB_20120810.PutItem | {'TableName':'" + T + "'}",
                "dynamodb:Query |" + T + "/index/i | DynamoDB_20120810.Query | {'TableName':'t','IndexName':'i'}",
                "dynamodb:BatchGetItem |" + T + "| DynamoDB_20120810.BatchGetItem | {'RequestItems':{'t':{}}}",
                "dynamodb:UpdateItem |" + T
                        + "| DynamoDB_20120810.TransactWriteItems | {'TransactItems':[{'Update':{'TableName':'t'}}]}",
                "dynamodb:ConditionCheckItem |" + T
                        + "| DynamoDB_20120810.TransactWriteItems | {'TransactItems':[{'ConditionCheck':{'TableName':'t'}}]}",
                "dynamodb:GetItem |" + T
                        + "| DynamoDB_20120810.TransactGetItems | {'TransactItems':[{'Get':{'TableName':'t'}}]}",
                "sqs:SendMessage |" + Q + "| AmazonSQS.SendMessage | {'QueueUrl':'http://x/000000000000/q'}",
                "sqs:SendMessage |" + Q + "| AmazonSQS.SendMessageBatch | {'QueueUrl':'http://x/000000000000/q'}",
                "sqs:GetQueueUrl |" + Q + "| AmazonSQS.GetQueueUrl | {'QueueName':'q'}",
                "events:PutEvents |" + BUS + "| AWSEvents.PutEvents | {'Entries':[{'EventBusName':'b'}]}",
                "events:DescribeEventBus |" + BUS + "| AWSEvents.DescribeEventBus | {'Name':'b'}",
                "lambda:InvokeFunction |" + ARN + "| /2015-03-31/functions/f/invocations | {}"
            })
    void whatTheRoleAllowsIsLetThroughAndAnythingElseRefused(
            String action, String resource, String target, String body) {
        String key = AccessKeys.of(ARN);

        assertThat(send(allowing(action, resource), key, target, body).status()).isEqualTo(200);
        assertThatThrownBy(() -> send(allowing("other:Action", resource), key, target, body))
                .isInstanceOf(AwsException.class)
                .hasMessage("User: arn:aws:sts::000000000000:assumed-role/r/f is not authorized to perform: " + action
                        + " on resource: " + resource + " because no identity-based policy allows the " + action
                        + " action");
        assertThatThrownBy(() -> send(allowing(action, resource + "2"), key, target, body))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void ofATransactionEveryPartMustBeAllowed() {
        String both = "{'TransactItems':[{'Put':{'TableName':'t'}},{'Put':{'TableName':'u'}}]}";

        assertThatThrownBy(() -> send(
                        allowing("dynamodb:PutItem", T),
                        AccessKeys.of(ARN),
                        "DynamoDB_20120810.TransactWriteItems",
                        both))
                .hasMessageContaining("table/u");
    }

    @Test
    void whoeverIsNoFunctionMayDoAnything() {
        assertThatCode(() -> send(allowing("a:B", "*"), "mine", "DynamoDB_20120810.PutItem", "{'TableName':'t'}"))
                .doesNotThrowAnyException();
    }

    @Test
    void whereAPolicyIsNotKnownNothingIsRefused() {
        RolePermissions open = of(new RoleSpec(ROLE, List.of(), false));

        assertThatCode(() -> send(open, AccessKeys.of(ARN), "DynamoDB_20120810.PutItem", "{'TableName':'t'}"))
                .doesNotThrowAnyException();
        assertThat(open.uses()).isEmpty();
    }

    @Test
    void whatIsAskedForInVainAndWhatNobodyAsksForIsTold() {
        RolePermissions permissions = of(new RoleSpec(
                ROLE,
                List.of(
                        statement(List.of("dynamodb:PutItem", "dynamodb:Get*"), List.of(T, T + "/index/*")),
                        new Statement("", true, List.of("xray:*"), List.of("*"))),
                true));
        String key = AccessKeys.of(ARN);

        send(permissions, key, "DynamoDB_20120810.PutItem", "{'TableName':'t'}");
        assertThatThrownBy(() -> send(permissions, key, "DynamoDB_20120810.DeleteItem", "{'TableName':'t'}"))
                .isInstanceOf(AwsException.class);

        assertThat(permissions.uses())
                .containsExactly(new RoleUse(
                        "f",
                        List.of("dynamodb:DeleteItem on " + T),
                        List.of(T + "/index/* in f.Policies", "dynamodb:Get* in f.Policies")));
    }
}
