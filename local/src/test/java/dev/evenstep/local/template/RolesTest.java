package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.stack.RoleSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What functions may do by the policies of a template, whoever wrote them down where. */
class RolesTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:shop-Queue";
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/shop-Table";

    /** A function of SAM's, a queue and a table. */
    private static final String SAM = """
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  { CodeUri: a.jar, Handler: a.B, Runtime: java25 %s }
              Queue: { Type: AWS::SQS::Queue }
              Table:
                Type: AWS::Serverless::SimpleTable
            """;

    /** A plain one, with a role. */
    private static final String PLAIN = """
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  { Code: a.jar, Handler: a.B, Runtime: java25, Role: !GetAtt Role.Arn }
              Role: { Type: AWS::IAM::Role, Properties: { %s } }
              Queue: { Type: AWS::SQS::Queue }
            """;

    private static final String SENDS =
            "{ Statement: { Effect: Allow, Action: 'sqs:Send*', Resource: !GetAtt Queue.Arn } }";

    @TempDir
    private Path folder;

    private RoleSpec role(String yaml) throws Exception {
        var stack = new Folder(folder).resources(yaml);
        return stack.roleOf(stack.functions().getFirst());
    }

    @Test
    void aFunctionWithoutPoliciesMayWriteItsLogAndNothingElse() throws Exception {
        var role = role(SAM.formatted(""));

        assertThat(role.allows("logs:PutLogEvents", "arn:aws:logs:us-east-1:000000000000:log-group:a"))
                .isTrue();
        assertThat(role.allows("sqs:SendMessage", QUEUE)).isFalse();
        assertThat(role.allows("dynamodb:GetItem", TABLE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sqs:SendMessage; {Statement: [{Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}]}",
                "sqs:SendMessage; {Version: '2012-10-17', Statement: {Effect: Allow, Action: ['SQS:sendmessage'], Resource: '*'}}",
                "sqs:SendMessage; {SQSSendMessagePolicy: {QueueName: !GetAtt Queue.QueueName}}",
                "sqs:ReceiveMessage; {SQSPollerPolicy: {QueueName: !GetAtt Queue.QueueName}}",
                "sqs:SendMessage; AmazonSQSFullAccess",
                "sqs:SendMessage; !Sub 'arn:${AWS::Partition}:iam::aws:policy/AmazonSQSFullAccess'"
            })
    void samTakesPoliciesInManyForms(String action, String policy) throws Exception {
        for (var policies : new String[] {policy, "[" + policy + "]"}) {
            var role = role(SAM.formatted(", Policies: " + policies));

            assertThat(role.allows(action, QUEUE)).isTrue();
            assertThat(role.allows("sqs:PurgeQueue", QUEUE)).isEqualTo(policy.contains("FullAccess"));
            assertThat(role.allows("dynamodb:GetItem", TABLE)).isFalse();
        }
    }

    @Test
    void aPolicyOfATableReachesItsIndexes() throws Exception {
        var role = role(SAM.formatted(", Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Table } }]"));

        assertThat(role.allows("dynamodb:Query", TABLE + "/index/any")).isTrue();
        assertThat(role.allows("dynamodb:GetItem", TABLE)).isTrue();
        assertThat(role.allows("dynamodb:GetItem", TABLE + "s")).isFalse();
        assertThat(role.allows("dynamodb:DeleteTable", TABLE)).isFalse();
    }

    @Test
    void whatASourceNeedsSamAdds() throws Exception {
        var role = role(SAM.formatted(", Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } } }"));

        assertThat(role.allows("sqs:DeleteMessage", QUEUE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Policies: [{ PolicyName: p, PolicyDocument: " + SENDS + " }];''",
                "'';  Policy: { Type: AWS::IAM::Policy, Properties: { PolicyName: p, Roles: [!Ref Role], PolicyDocument: "
                        + SENDS + " } }",
                "'';  Policy: { Type: AWS::IAM::RolePolicy, Properties: { PolicyName: p, RoleName: !Ref Role, PolicyDocument: "
                        + SENDS + " } }",
                "ManagedPolicyArns: [!Ref Policy];  Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: "
                        + SENDS + " } }"
            })
    void aRoleHasPoliciesOfItsOwnAndAttachedOnes(String ofRole, String beside) throws Exception {
        var role = role(PLAIN.formatted(ofRole) + "  " + beside.strip());

        assertThat(role.allows("sqs:SendMessage", QUEUE)).isTrue();
        assertThat(role.allows("sqs:SendMessage", QUEUE + "2")).isFalse();
        assertThat(role.allows("logs:PutLogEvents", "*")).isFalse();
    }

    @Test
    void whatIsDeniedNoOtherStatementAllows() throws Exception {
        var deny = "{ Statement: { Effect: Deny, Action: '*', Resource: !GetAtt Queue.Arn } }";

        assertThat(role(SAM.formatted(", Policies: [AmazonSQSFullAccess, " + deny + "]"))
                        .allows("sqs:SendMessage", QUEUE))
                .isFalse();
    }

    @Test
    void ofAPolicyThatStandsElsewhereNothingIsKnownAndNothingDenied() throws Exception {
        var stack = new Folder(folder).resources(SAM.formatted(", Policies: [SomebodysOwn]"));

        assertThat(stack.roleOf(stack.functions().getFirst()).allows("dynamodb:GetItem", TABLE))
                .isTrue();
        assertThat(Folder.notHonoured(stack))
                .containsExactly(
                        "Function.Policies: what SomebodysOwn allows is not known here: nothing is denied to who has this role");
    }

    @Test
    void aRoleThatMayNotReadTheSourceIsRefusedAsAwsDoes() throws Exception {
        var problems = new Folder(folder).problemsOfResources(PLAIN.formatted("") + """
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: { FunctionName: !Ref Function, EventSourceArn: !GetAtt Queue.Arn }
                """);

        assertThat(problems)
                .contains("Mapping.EventSourceArn: needs the role of shop-Function to allow sqs:ReceiveMessage on "
                        + QUEUE + "; add that to its policies");
    }
}
