package dev.evenstep.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Buses, rules and targets through the SDK. */
@ExtendWith(SharedAws.class)
class RulesAndTargetsTest {

    private static final String PATTERN = "{\"source\":[\"shop\"]}";
    private static final String QUEUE = Specs.queueArn("orders");

    private final EventBridgeClient events;
    private final String bus = "bus-" + UUID.randomUUID();

    RulesAndTargetsTest(SharedAws.Running aws) {
        this.events = Clients.client(EventBridgeClient.builder(), aws.endpoint());
    }

    @BeforeEach
    void makeBus() {
        events.createEventBus(request -> request.name(bus));
    }

    @AfterEach
    void close() {
        events.close();
    }

    private void refused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(EventBridgeException.class, refused -> {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refused.awsErrorDetails().errorMessage()).contains(message);
            assertThat(refused.statusCode()).isEqualTo(400);
        });
    }

    private void rule(String name) {
        events.putRule(request -> request.name(name).eventBusName(bus).eventPattern(PATTERN));
    }

    private void target(Consumer<Target.Builder> change) {
        var target = Target.builder().id("t").arn(QUEUE);
        change.accept(target);
        events.putTargets(request -> request.rule("r").eventBusName(bus).targets(target.build()));
    }

    @Test
    void busesAreMadeDescribedListedAndDeleted() {
        var arn = "arn:aws:events:us-east-1:000000000000:event-bus/" + bus;

        assertThat(events.describeEventBus(request -> request.name(bus)).arn()).isEqualTo(arn);
        assertThat(events.describeEventBus(request -> {}).name()).isEqualTo("default");
        assertThat(events.listEventBuses(request -> request.namePrefix(bus)).eventBuses())
                .extracting(EventBus::arn)
                .containsExactly(arn);
        refused(
                () -> events.createEventBus(request -> request.name(bus)),
                "ResourceAlreadyExistsException",
                "Event bus %s already exists.".formatted(bus));

        events.deleteEventBus(request -> request.name(bus));

        refused(
                () -> events.describeEventBus(request -> request.name(bus)),
                "ResourceNotFoundException",
                "Event bus %s does not exist.".formatted(bus));
        refused(
                () -> events.deleteEventBus(request -> request.name("default")),
                "ValidationException",
                "Cannot delete event bus default.");
    }

    @Test
    void aBusWithRulesStays() {
        rule("r");

        refused(() -> events.deleteEventBus(request -> request.name(bus)), "ValidationException", "it has rules");
    }

    @Test
    void aRuleIsMadeChangedAndDeleted() {
        var arn = events.putRule(request -> request.name("r")
                        .eventBusName(bus)
                        .eventPattern(PATTERN)
                        .description("first"))
                .ruleArn();
        assertThat(arn).isEqualTo("arn:aws:events:us-east-1:000000000000:rule/%s/r".formatted(bus));
        target(target -> {});

        events.putRule(request -> request.name("r")
                .eventBusName(bus)
                .eventPattern("{\"source\":[\"other\"]}")
                .state(RuleState.DISABLED));

        var described = events.describeRule(request -> request.name("r").eventBusName(bus));
        assertThat(described.eventPattern()).isEqualTo("{\"source\":[\"other\"]}");
        assertThat(described.state()).isEqualTo(RuleState.DISABLED);
        assertThat(described.description()).isNull();
        assertThat(events.listTargetsByRule(request -> request.rule("r").eventBusName(bus))
                        .targets())
                .hasSize(1);

        refused(
                () -> events.deleteRule(request -> request.name("r").eventBusName(bus)),
                "ValidationException",
                "Rule can't be deleted since it has targets.");
        events.removeTargets(request -> request.rule("r").eventBusName(bus).ids("t", "never there"));
        events.deleteRule(request -> request.name("r").eventBusName(bus));
        events.deleteRule(request -> request.name("r").eventBusName(bus));
        refused(
                () -> events.describeRule(request -> request.name("r").eventBusName(bus)),
                "ResourceNotFoundException",
                "Rule r does not exist on EventBus %s.".formatted(bus));
    }

    @Test
    void aRuleOfTheDefaultBusHasNoBusInItsArn() {
        var name = "r-" + UUID.randomUUID();

        assertThat(events.putRule(request -> request.name(name).eventPattern(PATTERN))
                        .ruleArn())
                .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/" + name);
    }

    @Test
    void rulesAreSwitchedOnAndOff() {
        rule("r");
        events.disableRule(request -> request.name("r").eventBusName(bus));
        assertThat(events.describeRule(request -> request.name("r").eventBusName(bus))
                        .state())
                .isEqualTo(RuleState.DISABLED);
        events.enableRule(request -> request.name("r").eventBusName(bus));
        assertThat(events.describeRule(request -> request.name("r").eventBusName(bus))
                        .state())
                .isEqualTo(RuleState.ENABLED);
        refused(
                () -> events.enableRule(request -> request.name("none").eventBusName(bus)),
                "ResourceNotFoundException",
                "Rule none does not exist");
    }

    @Test
    void longListsComeInPages() {
        IntStream.range(0, 5).forEach(i -> rule("rule-" + i));
        List<String> names = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            var next = token;
            var page = events.listRules(
                    request -> request.eventBusName(bus).limit(2).nextToken(next));
            page.rules().stream().map(Rule::name).forEach(names::add);
            token = page.nextToken();
            pages++;
        } while (token != null);

        assertThat(pages).isEqualTo(3);
        assertThat(names).containsExactly("rule-0", "rule-1", "rule-2", "rule-3", "rule-4");
        refused(
                () -> events.listRules(request -> request.eventBusName(bus).nextToken("made up")),
                "ValidationException",
                "nextToken");
        refused(
                () -> events.listRules(request -> request.eventBusName(bus).limit(101)),
                "ValidationException",
                "at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100");
    }

    @Test
    void rulesAreFoundByTheirTarget() {
        rule("r");
        rule("s");
        target(target -> {});

        assertThat(events.listRuleNamesByTarget(
                                request -> request.targetArn(QUEUE).eventBusName(bus))
                        .ruleNames())
                .containsExactly("r");
    }

    @Test
    void aTargetIsToldAsItWasPut() {
        rule("r");
        var put = Target.builder()
                .id("full")
                .arn(Specs.queueArn("commands.fifo"))
                .inputTransformer(input ->
                        input.inputPathsMap(Map.of("id", "$.detail.id")).inputTemplate("{\"id\": <id>}"))
                .sqsParameters(parameters -> parameters.messageGroupId("g"))
                .retryPolicy(retry -> retry.maximumRetryAttempts(3).maximumEventAgeInSeconds(120))
                .deadLetterConfig(config -> config.arn(Specs.queueArn("orders-dlq")))
                .build();

        var answer =
                events.putTargets(request -> request.rule("r").eventBusName(bus).targets(put));

        assertThat(answer.failedEntryCount()).isZero();
        assertThat(events.listTargetsByRule(request -> request.rule("r").eventBusName(bus))
                        .targets())
                .containsExactly(put);
    }

    @Test
    void aRuleHasAtMostFiveTargets() {
        rule("r");
        var six = IntStream.range(0, 6)
                .mapToObj(i -> Target.builder().id("t" + i).arn(QUEUE).build())
                .toList();

        refused(
                () -> events.putTargets(
                        request -> request.rule("r").eventBusName(bus).targets(six)),
                "LimitExceededException",
                "The requested resource exceeds the maximum number allowed.");
        assertThat(events.listTargetsByRule(request -> request.rule("r").eventBusName(bus))
                        .targets())
                .isEmpty();
    }

    static Stream<Arguments> unfitTargets() {
        return Stream.of(
                unfit("a form of id", t -> t.id("!@#"), "failed to satisfy constraint: Member must satisfy regular"),
                unfit("a long id", t -> t.id("x".repeat(65)), "'targets.1.member.id' failed to satisfy constraint"),
                unfit("a form of ARN", t -> t.arn("queue"), "Reason: Provided Arn is not in correct format."),
                unfit(
                        "another service",
                        t -> t.arn("arn:aws:sns:us-east-1:000000000000:topic"),
                        "SQS queues and Lambda"),
                unfit("a FIFO queue without group", t -> t.arn(Specs.queueArn("c.fifo")), "SqsParameters"),
                unfit("two inputs", t -> t.input("{}").inputPath("$.detail"), "Only one of Input, InputPath, or"),
                unfit("input that is no JSON", t -> t.input("text"), "JSON syntax error in input for target t"),
                unfit(
                        "a path that is none",
                        t -> t.inputPath("$.a['b']"),
                        "InputPath for target t EventBridge does not"),
                unfit(
                        "a place without path",
                        t -> t.inputTransformer(i -> i.inputTemplate("\"<x>\"")),
                        "InputTemplate for target t contains invalid placeholder x."),
                unfit(
                        "too many retries",
                        t -> t.retryPolicy(r -> r.maximumRetryAttempts(186)),
                        "less than or equal to 185"),
                unfit(
                        "too short an age",
                        t -> t.retryPolicy(r -> r.maximumEventAgeInSeconds(59)),
                        "greater than or equal to 60"),
                unfit(
                        "what is not here",
                        t -> t.httpParameters(h -> h.pathParameterValues("x")),
                        "does not take HttpParameters"));
    }

    private static Arguments unfit(String name, Consumer<Target.Builder> change, String message) {
        return Arguments.of(name, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfitTargets")
    void anUnfitTargetIsRefused(String name, Consumer<Target.Builder> change, String message) {
        rule("r");

        refused(() -> target(change), "ValidationException", message);
    }

    static Stream<Arguments> unfitRules() {
        return Stream.of(
                Arguments.of("no pattern", null, "r", null, "EventPattern or ScheduleExpression must be specified"),
                Arguments.of("a schedule", PATTERN, "r", "rate(1 minute)", "supported only on the default event bus"),
                Arguments.of("a name", PATTERN, "no spaces", null, "Member must satisfy regular expression pattern"),
                Arguments.of(
                        "a long name", PATTERN, "x".repeat(65), null, "Member must have length less than or equal"),
                Arguments.of(
                        "a long pattern", "{\"source\":[\"" + "x".repeat(4096) + "\"]}", "r", null, "equal to 4096"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfitRules")
    void anUnfitRuleIsRefused(String name, String pattern, String ruleName, String schedule, String message) {
        refused(
                () -> events.putRule(request -> request.name(ruleName)
                        .eventBusName(bus)
                        .eventPattern(pattern)
                        .scheduleExpression(schedule)),
                "ValidationException",
                message);
    }

    @Test
    void anInvalidPatternIsRefused() {
        refused(
                () -> events.putRule(
                        request -> request.name("r").eventBusName(bus).eventPattern("{\"source\":\"shop\"}")),
                "InvalidEventPatternException",
                "Event pattern is not valid. Reason: \"source\" must be an object or an array");
    }

    @Test
    void whatTheBusDoesNotKnowIsToldWithWhatItKnows() {
        refused(
                () -> events.listArchives(request -> {}),
                "UnknownOperationException",
                "The local events does not know the operation 'ListArchives'. It knows CreateEventBus, DeleteEventBus");
    }
}
