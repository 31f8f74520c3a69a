package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.language.Problem;
import dev.evenstep.local.template.language.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates as a whole: their sections, and what is said of them. */
class TemplatesTest {

    @TempDir
    Path folder;

    @Test
    void everythingWrongIsToldAtOnceInTheOrderOfLines() throws Exception {
        var file = Files.writeString(folder.resolve("template.yaml"), """
                Parameters:
                  Size: { Type: Number }
                Resources:
                  A:
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimeout: 50000
                      QueueName: !Sub "${Nobody}"
                  B:
                    Properties: {}
                  C:
                    Type: AWS::DynamoDB::Table
                    Properties: { TableName: !ImportValue x }
                Colour: red
                """);
        var refusal = catchThrowableOfType(TemplateException.class, () -> Templates.read(file, Folder.OPTIONS));

        assertThat(refusal.file()).isEqualTo(file);
        assertThat(refusal.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "line 2: Parameters.Size: has no default, and no value is given for it; give one: Size=<value>",
                        "line 7: A.VisibilityTimeout: is 50000; must be 0 to 43200 seconds",
                        "line 8: A.QueueName: refers to Nobody, which is neither a parameter nor a resource of this"
                                + " template",
                        "line 10: B: must be a resource with a Type",
                        "line 13: C.TableName: Fn::ImportValue takes another stack's output, and there is no other stack"
                                + " here; make it a parameter",
                        "line 13: C.KeySchema: must name a HASH key and at most one RANGE key",
                        "line 14: Colour: is no section of a template; it has [AWSTemplateFormatVersion, Conditions,"
                                + " Description, Globals, Hooks, Mappings, Metadata, Outputs, Parameters, Resources,"
                                + " Rules, Transform]");
        assertThat(refusal)
                .hasMessageStartingWith(file + " has 7 problems:\n  line 2: Parameters.Size: has no default");
    }

    @Test
    void itsParametersAreToldWithoutTheirValues() throws Exception {
        var file = Files.writeString(folder.resolve("template.yaml"), """
                Parameters:
                  Size: { Type: Number }
                  Colour: { Type: String }
                """);

        assertThat(Templates.parameters(file)).containsExactlyInAnyOrder("Size", "Colour");
        assertThat(Templates.parameters(Files.writeString(folder.resolve("none.yaml"), "Resources: {}")))
                .isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("Description: nothing", "Resources: is missing; a template has at least one resource"),
                arguments("Resources: {}", "Resources: is missing"),
                arguments("Resources: [a]", "Resources: is missing"),
                arguments("Resources: { A: a }", "A: must be a resource with a Type"),
                arguments("Resources: { a-b: { Type: x } }", "Resources: a-b is no logical id"),
                arguments(
                        "Resources: { 'Fn::ForEach::X': [a] }",
                        "Resources: Fn::ForEach::X needs a transform that only an account can run"),
                arguments(
                        "Resources: { A: { Type: AWS::SQS::Queue, Properties: [] } }",
                        "A: Properties must be a mapping"),
                arguments(
                        "Resources: { A: { Type: AWS::SQS::Queue, Condition: [] } }",
                        "A: Condition must be the name of a condition"),
                arguments(
                        "Resources: { A: { Type: AWS::SQS::Queue, Condition: Maybe } }",
                        "A: there is no condition Maybe; there are []"),
                arguments(
                        "Resources: { A: { Type: AWS::SQS::Queue } }\nOutputs: [a]",
                        "Outputs: must hold outputs by name"),
                arguments(
                        "Resources: { A: { Type: AWS::SQS::Queue } }\nOutputs: { O: a }",
                        "Outputs.O: must have a Value"),
                arguments(
                        "Resources: { A: { Type: AWS::SQS::Queue } }\nOutputs: { O: { Value: [a] } }",
                        "Outputs.O: must be a text"),
                arguments(
                        "Resources:\n" + "  A%d: { Type: a }\n".repeat(501), "has 501 resources; AWS takes up to 500"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCloudFormationRefusesIsRefused(String yaml, String message) throws Exception {
        var numbered = yaml;
        for (var i = 0; numbered.contains("%d"); i++) {
            numbered = numbered.replaceFirst("%d", "x" + i);
        }
        assertThat(new Folder(folder).problems(numbered)).contains(message);
    }

    @Test
    void whatIsWithoutEffectLocallyIsNamedWithAReason() throws Exception {
        var stack = new Folder(folder).resources("""
                          User: { Type: AWS::IAM::User, Properties: { Policies: [!ImportValue x] } }
                          Permission: { Type: AWS::Lambda::Permission }
                          Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Queue] } }
                          Logs: { Type: AWS::Logs::LogGroup }
                          Cdk: { Type: AWS::CDK::Metadata }
                          Board: { Type: AWS::CloudWatch::Dashboard }
                          Topic: { Type: AWS::SNS::Topic }
                          Archive: { Type: AWS::Events::Archive }
                          Key: { Type: AWS::KMS::Key }
                          Own: { Type: Custom::Thing }
                          Stranger: { Type: AWS::Some::Thing, Properties: { A: { B: !GetAZs '' } } }
                          Queue: { Type: AWS::SQS::Queue, DeletionPolicy: Retain, Metadata: { a: b }, Colour: red }
                        """);

        assertThat(Folder.notHonoured(stack))
                .containsExactlyInAnyOrder(
                        "User: only the policies of functions' roles are enforced locally",
                        "Permission: only the policies of functions' roles are enforced locally",
                        "Policy: only the policies of functions' roles are enforced locally",
                        "Logs: the local run shows logs itself and sends nothing to CloudWatch or X-Ray",
                        "Cdk: only tells AWS which constructs of the CDK were used",
                        "Board: the local run shows logs itself and sends nothing to CloudWatch or X-Ray",
                        "Archive: events are not archived locally",
                        "Key: every key of the account answers locally; what it says of itself has no effect",
                        "Own: custom resources are not run locally",
                        "Stranger: unknown to the local run: it is not created",
                        "Queue.Colour: is no attribute of a resource; it belongs under Properties, or nowhere",
                        "Queue.DeletionPolicy: a local stack leaves nothing behind but its data folder");
    }

    @Test
    void aDanglingReferenceIsRefusedEvenWhereNothingIsMadeOfIt() throws Exception {
        assertThat(new Folder(folder).problemsOfResources("""
                                  Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Nobody] } }
                                  Queue: { Type: AWS::SQS::Queue, Properties: { Tags: [!Ref Nobody] } }
                                """))
                .contains("Policy.Queues: refers to Nobody", "Queue.Tags: refers to Nobody");
    }

    @Test
    void otherTransformsRulesAndHooksAreNamed() throws Exception {
        var stack = new Folder(folder).read("""
                        Transform: [AWS::LanguageExtensions, { Name: Macro }]
                        Rules: { R: {} }
                        Hooks: { H: {} }
                        Resources: { Queue: { Type: AWS::SQS::Queue } }
                        """);

        assertThat(Folder.notHonoured(stack))
                .containsExactly(
                        "Transform.Macro: runs in an account only: what it adds is not there",
                        "Rules: rules about parameters and hooks are looked at by an account only",
                        "Hooks: rules about parameters and hooks are looked at by an account only");
    }

    @Test
    void anOutputThatOnlyAnAccountCanTellIsNamedAndLeftOut() throws Exception {
        var stack = new Folder(folder).read("""
                        Resources: { Queue: { Type: AWS::SQS::Queue }, Thing: { Type: AWS::Some::Thing } }
                        Outputs:
                          A: { Value: !Select [5, !Split ['/', !GetAtt Thing.Id]] }
                          B: { Value: !GetAtt Queue.QueueName, Export: { Name: b } }
                        """);

        assertThat(stack.outputs()).isEqualTo(Map.of("B", "shop-Queue"));
        assertThat(Folder.notHonoured(stack)).contains("Outputs.A: needs an account to be told");
    }

    @Test
    void theOrderInTheTemplateDoesNotMatter() throws Exception {
        var a = "  A: { Type: AWS::SQS::Queue }\n";
        var b = "  B: { Type: AWS::SQS::Queue }\n";
        var reader = new Folder(folder);

        assertThat(reader.resources(a + b).queues())
                .isEqualTo(reader.resources(b + a).queues());
    }

    @Test
    void yamlAndJsonAreTheSame() throws Exception {
        var yaml = new Folder(folder).read("Resources: { A: { Type: AWS::SQS::Queue } }");
        var json = Files.writeString(
                folder.resolve("t.template"), "{\"Resources\": {\"A\": {\"Type\": \"AWS::SQS::Queue\"}}}");

        assertThat(Templates.read(json, Folder.OPTIONS)).isEqualTo(yaml);
    }

    @Test
    void nothingIsInAStackTwice() throws Exception {
        Stack stack = new Folder(folder).resources("  A: { Type: AWS::SQS::Queue, Properties: { Tags: [] } }\n");

        assertThat(List.copyOf(stack.notHonoured())).doesNotHaveDuplicates().hasSize(1);
    }
}
