package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.QueueSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nested applications and stacks. */
class ApplicationResourceTest {

    private static final String QUEUES = """
            Parameters:
              Name: { Type: String }
              Fifo: { Type: String, Default: "false", AllowedValues: ["true", "false"] }
            Conditions:
              IsFifo: !Equals [!Ref Fifo, "true"]
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !If [IsFifo, !Sub "${Name}.fifo", !Ref Name]
                  FifoQueue: !If [IsFifo, true, !Ref AWS::NoValue]
              Left: { Type: AWS::SQS::Queue, Condition: IsFifo, Properties: { FifoQueue: true } }
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: queue
                      PolicyDocument: { Statement: { Effect: Allow, Action: sqs:ReceiveMessage, Resource: !GetAtt Queue.Arn } }
            Outputs:
              QueueArn: { Value: !GetAtt Queue.Arn }
              LeftArn: { Condition: IsFifo, Value: !GetAtt Left.Arn }
              Role: { Value: !Ref Role }
              RoleArn: { Value: !GetAtt Role.Arn }
            """;

    private static final String APPLICATION = """
              A:
                Type: AWS::Serverless::Application
                Properties: { Location: parts/queues.yaml, Parameters: { Name: !GetAtt Named.QueueName, Fifo: "%s" } }
              Named: { Type: AWS::SQS::Queue, Properties: { QueueName: a%s } }
            """;

    @TempDir
    private Path path;

    private Folder folder = new Folder(Path.of(""));

    @BeforeEach
    void writeParts() throws Exception {
        folder = new Folder(path);
        Files.createDirectory(path.resolve("parts"));
        Files.writeString(path.resolve("parts/queues.yaml"), QUEUES);
    }

    @Test
    void whatItDescribesIsPartOfTheStack() throws Exception {
        var stack = folder.resources(APPLICATION.formatted("true", "b") + """
                              B:
                                Type: AWS::CloudFormation::Stack
                                Properties: { TemplateURL: ./parts/queues.yaml, Parameters: { Name: b } }
                            """);

        assertThat(stack.queues())
                .extracting(QueueSpec::logicalId, QueueSpec::name)
                .containsExactlyInAnyOrder(
                        tuple("A.Queue", "ab.fifo"),
                        tuple("A.Left", "shop-A-Left.fifo"),
                        tuple("Named", "ab"),
                        tuple("B.Queue", "b"));
    }

    /** One policy stands in the nested template, one of the same name for each function beside it. */
    @Test
    void itsOutputsAreItsAttributesAndItsRoleHasThePoliciesOfBoth() throws Exception {
        var stack = folder.resources("""
                              A:
                                Type: AWS::Serverless::Application
                                Properties: { Location: parts/queues.yaml, Parameters: { Name: a } }
                              B:
                                Type: AWS::Serverless::Application
                                Properties: { Location: parts/queues.yaml, Parameters: { Name: b } }
                              OfA: { Type: AWS::IAM::Policy, Properties: { PolicyName: own, Roles: [!GetAtt A.Outputs.Role], PolicyDocument:
                                { Statement: { Effect: Allow, Action: [sqs:DeleteMessage, sqs:GetQueueAttributes], Resource: !GetAtt A.Outputs.QueueArn } } } }
                              OfB: { Type: AWS::IAM::Policy, Properties: { PolicyName: own, Roles: [!GetAtt B.Outputs.Role], PolicyDocument:
                                { Statement: { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt B.Outputs.QueueArn } } } }
                              Function:
                                Type: AWS::Serverless::Function
                                Properties:
                                  { CodeUri: a.jar, Handler: a.B, Runtime: java25, Role: !GetAtt A.Outputs.RoleArn, Environment:
                                    { Variables: { QUEUE: !Sub "at ${A.Outputs.QueueArn}" } }, Events:
                                    { Messages: { Type: SQS, Properties: { Queue: !GetAtt A.Outputs.QueueArn } } } }
                            """);
        var function = stack.functions().getFirst();
        var ours = "arn:aws:sqs:us-east-1:000000000000:a";

        assertThat(stack.mappings())
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.sourceArn()).isEqualTo(ours));
        assertThat(function.environment()).containsEntry("QUEUE", "at " + ours);
        assertThat(stack.roleOf(function).allows("sqs:ReceiveMessage", ours)).isTrue();
        assertThat(stack.roleOf(function).allows("sqs:DeleteMessage", ours)).isTrue();
        assertThat(stack.roleOf(function).allows("sqs:SendMessage", ours.replaceFirst("a$", "b")))
                .isFalse();
    }

    @Test
    void templatesNestInOneAnotherAndCodeIsRelativeToWhereItIsNamed() throws Exception {
        Files.writeString(path.resolve("parts/outer.yaml"), Folder.SAM + """
                Resources:
                  Inner:
                    Type: AWS::Serverless::Application
                    Properties: { Location: queues.yaml, Parameters: { Name: !Ref AWS::StackName } }
                  Function: { Type: AWS::Serverless::Function, Properties: { CodeUri: a.jar, Handler: a.B, Runtime: java25 } }
                """);
        var nested = "  Outer: { Type: AWS::Serverless::Application, Properties: { Location: parts/outer.yaml } }\n";

        var stack = folder.resources(nested);
        assertThat(stack.queues()).extracting(QueueSpec::logicalId).containsExactly("Outer.Inner.Queue");
        assertThat(stack.queues()).extracting(QueueSpec::name).containsExactly("shop-Outer");
        assertThat(stack.functions()).extracting(FunctionSpec::code).containsExactly(path.resolve("parts/a.jar"));

        var code = Folder.OPTIONS.withCode("Outer.Function", Path.of("/b.jar"));
        assertThat(folder.read(Folder.SAM + "Resources:\n" + nested, code).functions())
                .extracting(FunctionSpec::code)
                .containsExactly(Path.of("/b.jar"));
    }

    /** As the CDK nests stacks: the file is named beside, the location is where it will be uploaded. */
    @Test
    void whatTheCdkStagedIsFound() throws Exception {
        var stack = folder.resources("""
                              A:
                                Type: AWS::CloudFormation::Stack
                                Metadata: { aws:asset:path: parts/queues.yaml }
                                Properties: { TemplateURL: "https://s3.amazonaws.com/b/1.json", Parameters: { Name: a } }
                            """);

        assertThat(stack.queues()).extracting(QueueSpec::name).containsExactly("a");
    }

    @Test
    void anApplicationOfTheRepositoryIsNamedAsNotHonoured() throws Exception {
        var stack = folder.resources("""
                              A:
                                Type: AWS::Serverless::Application
                                Properties: { Location: { ApplicationId: "arn:x", SemanticVersion: 1.0.0 } }
                              Bus: { Type: AWS::Events::EventBus, Properties: { Name: !Sub "a-${A.Outputs.Name}" } }
                            """);

        assertThat(Folder.notHonoured(stack))
                .contains("A.Location: is in AWS's Serverless Application Repository, from which nothing is fetched");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("{}", "line 4: A.Location: is missing; name the nested template's file"),
                arguments(
                        "{ Location: 'https://example.com/a.yaml' }",
                        "line 4: A.Location: is https://example.com/a.yaml; nothing is fetched locally: save the"
                                + " template, and name its file"),
                arguments(
                        "{ Location: parts/none.yaml }",
                        "line 4: A.Location: leads to parts/none.yaml: there is no such file"),
                arguments(
                        "{ Location: template.yaml }",
                        "line 4: A.Location: is template.yaml, which stands around this application itself"),
                arguments(
                        "{ Location: parts/queues.yaml }",
                        "line 4: A.Location: leads to parts/queues.yaml: line 2: Parameters.Name: has no default, and no"
                                + " value is given for it; give one: Name=<value>"),
                arguments(
                        "{ Location: parts/queues.yaml, Parameters: { Name: 'a b' } }",
                        "line 4: A.Location: leads to parts/queues.yaml: line 10: A.Queue.QueueName: is a b; must be up to"
                                + " 80 letters, digits, hyphens and underscores"),
                arguments(
                        "{ Location: parts/queues.yaml, Parameters: { Name: !GetAtt A.Outputs.QueueArn } }",
                        "takes its name in a circle of references: A"),
                arguments(
                        "{ Location: parts/queues.yaml, Parameters: { Name: a, Colour: red } }",
                        "leads to parts/queues.yaml: Parameters: a value is given for Colour, which the template does"
                                + " not declare; it declares [Name, Fifo]"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsWrongIsToldWithTheApplication(String properties, String message) throws Exception {
        assertThat(folder.problemsOfResources("  A: { Type: AWS::Serverless::Application, Properties: %s }\n"
                        .formatted(properties)
                        .replace("{ Type", "\n    { Type")))
                .contains(message);
    }

    @Test
    void anOutputThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        assertThat(folder.problemsOfResources(APPLICATION.formatted("false", "b") + """
                              C: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt A.Outputs.LeftArn } }
                            """))
                .contains(
                        "C.QueueName: asks for A.Outputs.LeftArn, which a AWS::Serverless::Application here has not; it"
                                + " has [Outputs.QueueArn, Outputs.Role, Outputs.RoleArn]");
    }
}
