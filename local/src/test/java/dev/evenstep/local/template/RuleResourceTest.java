package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.RuleSpec.Input;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import dev.evenstep.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleResourceTest {

    private static final String BASE = """
              Queue: { Type: AWS::SQS::Queue }
              Fifo: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
              Topic: { Type: AWS::SNS::Topic }
              Bus: { Type: AWS::Events::EventBus, Properties: { Name: bus } }
              Rule:
                Type: AWS::Events::Rule
                Properties:
            """;
    private static final String PATTERN = "EventPattern: { source: [a] }";

    @TempDir
    Path folder;

    private static String rule(String properties) {
        return BASE + properties.indent(6);
    }

    private static String target(String properties) {
        return rule(PATTERN + "\nTargets: [{ Id: t, Arn: !GetAtt Queue.Arn, " + properties + " }]");
    }

    private Stack read(String properties) throws Exception {
        return new Folder(folder).resources(rule(properties));
    }

    static Stream<Arguments> patterns() {
        return Stream.of(
                arguments("{ source: [b, a] }", "{\"source\":[\"a\",\"b\"]}"),
                arguments(
                        "{ source: [a], detail: { x: [1, '1', true] } }",
                        "{\"detail\":{\"x\":[\"1\",1,true]},\"source\":[\"a\"]}"),
                arguments("'{\"source\" : [ \"a\" ]}'", "{\"source\":[\"a\"]}"),
                arguments(
                        "{ detail: { n: [{ numeric: ['>', 5, '<=', 9] }] } }",
                        "{\"detail\":{\"n\":[{\"numeric\":[\">\",5,\"<=\",9]}]}}"),
                arguments(
                        "{ $or: [{ source: [b] }, { source: [a] }] }",
                        "{\"$or\":[{\"source\":[\"a\"]},{\"source\":[\"b\"]}]}"),
                arguments("{ source: [!Ref AWS::Region], x: !Ref AWS::NoValue }", "{\"source\":[\"us-east-1\"]}"));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void equalPatternsAreEqualTexts(String written, String canonical) throws Exception {
        assertThat(read("EventPattern: " + written).rules())
                .singleElement()
                .extracting(RuleSpec::pattern)
                .isEqualTo(canonical);
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                arguments("DeadLetterConfig: !Ref AWS::NoValue", new Input.Whole()),
                arguments("Input: '{\"a\": 1}'", new Input.Constant("{\"a\": 1}")),
                arguments("InputPath: $.detail", new Input.Path("$.detail")),
                arguments(
                        "InputTransformer: { InputPathsMap: { a: $.x }, InputTemplate: 'A <a>' }",
                        new Input.Transformer(Map.of("a", "$.x"), "A <a>")),
                arguments("InputTransformer: { InputTemplate: '\"b\"' }", new Input.Transformer(Map.of(), "\"b\"")));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aTargetGetsWhatItsRuleSays(String properties, Input input) throws Exception {
        assertThat(new Folder(folder)
                        .resources(target(properties))
                        .rules()
                        .getFirst()
                        .targets())
                .singleElement()
                .extracting(TargetSpec::input)
                .isEqualTo(input);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        rule("ScheduleExpression: rate(1 minutes)"), "ScheduleExpression: is rate(1 minutes); must be"),
                arguments(rule("ScheduleExpression: rate(2 minute)"), "ScheduleExpression: is rate(2 minute); must be"),
                arguments(rule("ScheduleExpression: rate(0 days)"), "ScheduleExpression: is rate(0 days); must be"),
                arguments(
                        rule("ScheduleExpression: rate(1 day)\nEventBusName: other"),
                        "ScheduleExpression: stands on the bus other; only the default bus has schedules"),
                arguments(rule("Name: r"), "Rule: has neither an EventPattern nor a ScheduleExpression"),
                arguments(rule("EventPattern: { source: a }"), "Rule.EventPattern: is no event pattern"),
                arguments(rule("EventPattern: { source: [{ prefx: a }] }"), "is no event pattern"),
                arguments(rule("EventPattern: not json"), "is no event pattern: it must be an object"),
                arguments(rule(PATTERN + "\nState: ON"), "Rule.State: is true; must be one of [ENABLED, DISABLED"),
                arguments(rule(PATTERN + "\nName: 'a b'"), "Rule.Name: is a b; must be up to 64"),
                arguments(rule(PATTERN + "\nTargets: { a: b }"), "Rule.Targets: must be a list"),
                arguments(rule(PATTERN + "\nTargets: [{ Id: t }]"), "Rule.Targets.0.Arn: is missing"),
                arguments(rule(PATTERN + "\nTargets: [{ Arn: !GetAtt Queue.Arn }]"), "Rule.Targets.0.Id: is missing"),
                arguments(
                        rule(PATTERN + "\nTargets:"
                                + "\n  - { Id: t, Arn: !GetAtt Queue.Arn }\n  - { Id: t, Arn: !GetAtt Queue.Arn }"),
                        "Rule.Targets: has two targets with the same Id"),
                arguments(
                        rule(PATTERN + "\nTargets: [" + "{ Id: t, Arn: !GetAtt Queue.Arn },".repeat(6) + "]"),
                        "has 6 targets; a rule has at most 5"),
                arguments(
                        rule(PATTERN + "\nTargets: [{ Id: t, Arn: !GetAtt Fifo.Arn }]"),
                        "SqsParameters: must name a MessageGroupId"),
                arguments(target("Input: '{a: 1}'"), "Rule.Targets.0.Input: is no JSON text"),
                arguments(target("InputPath: detail"), "is detail; a JSON path begins with $"),
                arguments(target("Input: '1', InputPath: $"), "has more than one of Input, InputPath and"),
                arguments(
                        target("InputTransformer: { InputPathsMap: { a: x }, InputTemplate: y }"),
                        "has a: x; a JSON path begins with $"),
                arguments(target("InputTransformer: { InputPathsMap: {} }"), "InputTemplate: is missing"),
                arguments(target("RetryPolicy: { MaximumRetryAttempts: 186 }"), "is 186; must be 0 to 185"),
                arguments(
                        target("RetryPolicy: { MaximumEventAgeInSeconds: 59 }"), "is 59; must be 60 to 86400 seconds"),
                arguments(target("DeadLetterConfig: { Arn: !GetAtt Fifo.Arn }"), "must be a standard one"),
                arguments("  Bus: { Type: AWS::Events::EventBus }\n", "Bus.Name: is missing"),
                arguments(
                        "  Bus: { Type: AWS::Events::EventBus, Properties: { Name: default } }\n",
                        "Bus.Name: is 'default'; must be"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatEventBridgeRefusesIsRefused(String yaml, String message) throws Exception {
        assertThat(new Folder(folder).problemsOfResources(yaml)).contains(message);
    }

    @Test
    void aBusMayBeNamedByItsNameOrItsArn() throws Exception {
        for (var bus : new String[] {"bus", "!Ref Bus", "!GetAtt Bus.Arn"}) {
            assertThat(read(PATTERN + "\nEventBusName: " + bus).rules())
                    .singleElement()
                    .extracting(RuleSpec::bus)
                    .isEqualTo("bus");
        }
        assertThat(read(PATTERN).rules())
                .singleElement()
                .extracting(RuleSpec::bus)
                .isEqualTo("default");
    }

    @Test
    void aRuleOfABusThatIsNotHereIsNamedAndLeftOut() throws Exception {
        var stack = read(PATTERN + "\nEventBusName: other");

        assertThat(stack.rules()).isEmpty();
        assertThat(Folder.notHonoured(stack))
                .contains("Rule.EventBusName: the bus other is not in this template, and nothing outside it exists"
                        + " locally: the rule is left out");
    }

    @Test
    void aRateIsASchedule() throws Exception {
        var stack = read("ScheduleExpression: rate(5 minutes)\nTargets: [{ Id: t, Arn: !GetAtt Queue.Arn }]");

        assertThat(stack.rules()).isEmpty();
        assertThat(stack.schedules()).singleElement().satisfies(schedule -> {
            assertThat(schedule.every()).isEqualTo(Duration.ofMinutes(5));
            assertThat(schedule.enabled()).isTrue();
            assertThat(schedule.arn()).endsWith(":rule/" + schedule.name());
            assertThat(schedule.targets())
                    .singleElement()
                    .satisfies(target -> assertThat(target.id()).isEqualTo("t"));
        });
    }

    @Test
    void aCronExpressionIsNamed() throws Exception {
        var stack = read("ScheduleExpression: cron(0 12 * * ? *)\nTargets: [{ Id: t, Arn: !GetAtt Queue.Arn }]");

        assertThat(stack.schedules()).isEmpty();
        assertThat(Folder.notHonoured(stack))
                .contains("Rule.ScheduleExpression: only rates fire locally, such as rate(1 minute), and no cron"
                        + " expressions");
    }

    @Test
    void aTargetThatIsNoQueueTopicOrFunctionOfThisTemplateIsNamedAndLeftOut() throws Exception {
        var stack = read(PATTERN + "\nTargets:\n  - { Id: a, Arn: 'arn:aws:ecs:us-east-1:000000000000:cluster/c' }"
                + "\n  - { Id: b, Arn: 'arn:aws:sqs:us-east-1:000000000000:other', EcsParameters: {} }"
                + "\n  - { Id: c, Arn: !GetAtt Queue.Arn, DeadLetterConfig: { Arn: 'arn:aws:sqs:x' } }"
                + "\n  - { Id: d, Arn: !Ref Topic }");

        assertThat(stack.rules().getFirst().targets())
                .extracting(target -> target.id() + " " + target.deadLetterArn())
                .containsExactly("c null", "d null");
        assertThat(Folder.notHonoured(stack))
                .contains(
                        "Rule.Targets.0.Arn: only queues, topics and functions are targets locally, not"
                                + " arn:aws:ecs:us-east-1:000000000000:cluster/c: the target is left out",
                        "Rule.Targets.1.EcsParameters: only queues, topics and functions are targets locally")
                .anySatisfy(left -> assertThat(left).startsWith("Rule.Targets.1.Arn: arn:aws:sqs:"))
                .anySatisfy(left -> assertThat(left)
                        .startsWith("Rule.Targets.2.DeadLetterConfig.Arn: arn:aws:sqs:x is not in this template"));
    }
}
