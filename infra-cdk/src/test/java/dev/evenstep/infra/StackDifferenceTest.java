package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.infra.StackDifference.Described;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import dev.evenstep.local.stack.NotHonoured;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.RuleSpec.Input;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import dev.evenstep.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackDifferenceTest {

    private static List<String> between(Stack one, Stack other) {
        return StackDifference.between(new Described("template.yaml", one), new Described("cdk.out", other));
    }

    private static Stack stack(List<QueueSpec> queues, List<RuleSpec> rules, List<FunctionSpec> functions) {
        return new Stack(
                "shop",
                queues,
                List.of(),
                List.of(),
                rules,
                List.of(),
                functions,
                List.of(),
                Map.of(),
                List.of(new NotHonoured("r", "t", "p", "why")));
    }

    private static QueueSpec queue(String id, int visibility, QueueSpec.@Nullable Redrive redrive) {
        return new QueueSpec(
                id,
                "orders.fifo",
                "arn:orders",
                true,
                false,
                Duration.ofSeconds(visibility),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(4),
                redrive);
    }

    private static FunctionSpec function(String code, Map<String, String> environment, Async async) {
        return new FunctionSpec(
                code,
                "place",
                "arn:place",
                "a.B",
                "java21",
                Path.of(code),
                Duration.ofSeconds(3),
                128,
                environment,
                null,
                async,
                null);
    }

    private static RuleSpec rule(TargetSpec... targets) {
        return new RuleSpec("R", "rule", "bus", "{}", true, List.of(targets));
    }

    private static TargetSpec target(String id, String arn, Input input) {
        return new TargetSpec(id, arn, input, null, 185, Duration.ofDays(1), null);
    }

    @Test
    void aValueThatDiffersIsToldWithBothSides() {
        assertThat(between(
                        stack(List.of(queue("Q", 60, null)), List.of(), List.of()),
                        stack(List.of(queue("Q1A2B", 30, new QueueSpec.Redrive("arn:dead", 3))), List.of(), List.of())))
                .containsExactly(
                        "queue orders.fifo: visibilityTimeout is PT1M in template.yaml, PT30S in cdk.out",
                        "queue orders.fifo: redrive is not set in template.yaml,"
                                + " Redrive[deadLetterQueueArn=arn:dead, maxReceiveCount=3] in cdk.out");
    }

    @Test
    void whatIsInOneOnlyIsNamed() {
        var with = stack(List.of(queue("Q", 60, null)), List.of(), List.of());
        var without = stack(List.of(), List.of(), List.of());

        assertThat(between(with, without)).containsExactly("queue orders.fifo: only in template.yaml");
        assertThat(between(without, with)).containsExactly("queue orders.fifo: only in cdk.out");
    }

    @Test
    void logicalIdsCodeAndWhatIsNotHonouredDoNotMatter() {
        var one = stack(List.of(queue("Q", 1, null)), List.of(), List.of(function("a", Map.of(), Async.defaults())));
        var other = new Stack(
                "shop",
                List.of(queue("Q1", 1, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(function("b", Map.of(), Async.defaults())),
                List.of(),
                Map.of(),
                List.of());

        assertThat(between(one, other)).isEmpty();
    }

    @Test
    void nestedValuesAndMapsAreComparedPieceByPiece() {
        var one = function("a", Map.of("A", "1", "B", "2"), Async.defaults());
        var other = function("a", Map.of("A", "1", "B", "3"), new Async(0, Duration.ofHours(6), null, "arn:ok"));

        assertThat(between(stack(List.of(), List.of(), List.of(one)), stack(List.of(), List.of(), List.of(other))))
                .containsExactly(
                        "function place: environment.B is 2 in template.yaml, 3 in cdk.out",
                        "function place: async.maximumRetryAttempts is 2 in template.yaml, 0 in cdk.out",
                        "function place: async.onSuccessArn is not set in template.yaml, arn:ok in cdk.out");
    }

    @Test
    void targetsAreMatchedByWhatTheyLeadToWhateverTheirIds() {
        var one = rule(target("b", "arn:x", new Input.Whole()), target("a", "arn:y", new Input.Whole()));
        var same = rule(target("Target0", "arn:y", new Input.Whole()), target("Target1", "arn:x", new Input.Whole()));
        var other = rule(target("Target0", "arn:y", new Input.Path("$.detail")));

        assertThat(between(stack(List.of(), List.of(one), List.of()), stack(List.of(), List.of(same), List.of())))
                .isEmpty();
        assertThat(between(stack(List.of(), List.of(one), List.of()), stack(List.of(), List.of(other), List.of())))
                .hasSize(2)
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("rule bus|rule: targets.arn:x is TargetSpec[")
                        .endsWith(" in template.yaml, not set in cdk.out"))
                .contains("rule bus|rule: targets.arn:y.input is Whole[] in template.yaml, Path[jsonPath=$.detail] in"
                        + " cdk.out");
    }

    @Test
    void twoTargetsThatLeadToTheSamePlaceAreBothCompared() {
        var one = rule(target("a", "arn:x", new Input.Whole()), target("b", "arn:x", new Input.Path("$.a")));
        var other = rule(target("a", "arn:x", new Input.Whole()), target("b", "arn:x", new Input.Path("$.b")));

        assertThat(between(stack(List.of(), List.of(one), List.of()), stack(List.of(), List.of(other), List.of())))
                .containsExactly(
                        "rule bus|rule: targets.arn:x#2.input.jsonPath is $.a in template.yaml, $.b in cdk.out");
    }
}
