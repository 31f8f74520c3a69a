package dev.evenstep.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.constructs.Construct;

/** What constructs refuse that options alone cannot know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConstructsTest {

    @TempDir
    private static Path folder = Path.of("");

    private final Stack stack = new Stack(new App(), "test");
    private final Alarms alarms = new Alarms(stack);
    private final DomainBus bus = new DomainBus(stack, alarms);
    private final StateTable orders = new StateTable(stack, TableOptions.of("orders", "orderId"), alarms);

    private static Path jar() {
        try {
            return Files.writeString(folder.resolve("handler.jar"), "a jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JavaFunction function(String name) {
        return new JavaFunction(new Construct(stack, name), FunctionOptions.of(name, "shop.Handler", jar()), alarms);
    }

    @Test
    void nobodyIsAllowedEverything() {
        var function = function("greedy");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.allow(List.of("sqs:SendMessage", "dynamodb:*"), "arn:aws:sqs:::orders"))
                .withMessage("greedy: action is dynamodb:*; must be one action without a wildcard: name each, such as"
                        + " sqs:SendMessage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.allow(List.of("sqs:SendMessage"), "*"))
                .withMessage("greedy: resource is *; must be what the function may reach: give that thing's ARN");
    }

    @Test
    void whatBecomesOfInvocationsIsSettledAfterTheAliasIsThere() {
        var unused = function("late").asynchronous(alarms, settings -> settings.maximumRetryAttempts(0));

        var template = Template.fromStack(stack);
        var alias = template.findResources("AWS::Lambda::Alias", Map.of("Properties", Map.of("Name", "live")));
        assertThat(template.findResources("AWS::Lambda::EventInvokeConfig").values())
                .singleElement()
                .satisfies(config -> assertThat(config.get("DependsOn"))
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .containsAnyElementsOf(alias.keySet()));
    }

    @Test
    void aTableIsUsedForSomething() {
        var function = function("idle");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.use(orders, new TableUse[0]))
                .withMessage("idle: use of ORDERS_TABLE is empty; must be what the function does with it: name at least"
                        + " one");
    }

    @Test
    void aTableWithoutAStreamIsNotConsumed() {
        var consumer = new StreamConsumer(stack, FunctionOptions.of("relay", "shop.Relay", jar()), alarms);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> consumer.onInsertsInto(orders, StreamOptions.defaults()))
                .withMessage("the table orders has no stream; set it up as streaming()");
    }

    @Test
    void aRuleDoesNotFillAFifoQueue() {
        var queue = new ConsumerQueue(new Construct(stack, "commands"), QueueOptions.fifo("commands"), alarms);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventRule(bus, "commands", EventPattern.everything()).deliverDetailTo(queue))
                .withMessage(
                        "commands: queue is test/commands/Messages; must be a standard queue to be filled by a rule:"
                                + " consume the events by QueueConsumerOptions.standard");
    }

    @Test
    void aRuleHasAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventRule(bus, "", EventPattern.everything()))
                .withMessageStartingWith("name is ''; must be lower-case words with hyphens");
    }

    /** AWS refuses them only when the stack is deployed. */
    @Test
    void aNameIsNoLongerThanAwsTakesWithTheStacksBeforeIt() {
        var long60 = "a".repeat(60);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> function(long60))
                .withMessage(
                        long60 + ": name is test-" + long60
                                + "; must be at most 64 characters long for a function, the stack's name included: shorten either");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventRule(bus, long60, EventPattern.everything()))
                .withMessageContaining("at most 64 characters long for a rule");
        var stackOf42 = new Stack(new App(), "s".repeat(42));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DomainBus(stackOf42, new Alarms(stackOf42)))
                .withMessageContaining("at most 48 characters long for an archive");
    }

    @Test
    void aSweeperEndsBeforeTheNextBegins() {
        var slow = FunctionOptions.of("sweep", "shop.Sweep", jar()).withTimeout(Duration.ofMinutes(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleOptions.everyMinute(slow))
                .withMessage("sweep: timeout is PT1M; must be below PT1M, the schedule's period: lower"
                        + " FunctionOptions.withTimeout");
    }

    @Test
    void aStreamsOptionsAreLookedAtByItsConsumer() {
        var consumer = new StreamConsumer(stack, FunctionOptions.of("late-relay", "shop.Relay", jar()), alarms);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> consumer.onInsertsInto(orders, new StreamOptions(0, 1, 1, Duration.ofHours(1))))
                .withMessageStartingWith("late-relay: batchSize is 0;");
    }

    @Test
    void whoIsToldOfAlarmsHasAnAddress() {
        var told = new Stack(new App(), "told");
        var told1 = new Alarms(told).tell("you@example.com");

        Template.fromStack(told)
                .hasResourceProperties(
                        "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", "you@example.com"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> told1.tell("you"))
                .withMessage("alarms: email is you; must be an address: write name@example.com");
    }

    private static Stack inEnvironment(Map<String, Object> context) {
        return new Stack(new App(AppProps.builder().context(context).build()), "shop");
    }

    private static String deletionOfATable(Map<String, Object> context) {
        var environment = inEnvironment(context);
        new StateTable(environment, TableOptions.of("orders", "orderId"), new Alarms(environment));
        return Template.fromStack(environment).findResources("AWS::DynamoDB::Table").values().stream()
                .map(table -> String.valueOf(table.get("DeletionPolicy")))
                .findFirst()
                .orElse("no table");
    }

    @Test
    void anEnvironmentIsChosenByContext() {
        Map<String, Object> environments =
                Map.of("dev", Map.of("tables", "delete", "RetryAttempts", "3"), "prod", Map.of());
        var dev = DeploymentEnvironment.of(inEnvironment(Map.of("env", "dev", "environments", environments)));

        assertThat(dev.stackName("shop")).isEqualTo("shop-dev");
        assertThat(dev.setting("RetryAttempts", "8")).isEqualTo("3");
        assertThat(dev.setting("RetryBaseSeconds", "2")).isEqualTo("2");
        assertThat(DeploymentEnvironment.of(inEnvironment(Map.of())).stackName("shop"))
                .isEqualTo("shop");
        assertThat(deletionOfATable(Map.of())).isEqualTo("Retain");
        assertThat(deletionOfATable(Map.of("tables", "delete"))).isEqualTo("Delete");
        assertThat(deletionOfATable(Map.of("env", "dev", "environments", environments)))
                .isEqualTo("Delete");
        assertThat(deletionOfATable(Map.of("env", "dev", "environments", environments, "tables", "retain")))
                .isEqualTo("Retain");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        DeploymentEnvironment.of(inEnvironment(Map.of("env", "test", "environments", environments))))
                .withMessage(
                        "the app: env is test; must be one of [dev, prod]: name it under environments in the context"
                                + " of cdk.json");
    }

    @Test
    void aKeyThatAnotherStackMakesIsTaken() {
        var app = new App();
        var key = Key.Builder.create(new Stack(app, "keys"), "Key").build();
        var encrypted = new Stack(app, "encrypted");
        encrypted.getNode().setContext("kmsKeyArn", key.getKeyArn());
        var unused = new DeadLetterQueue(encrypted, "orders", new Alarms(encrypted));

        assertThat(Template.fromStack(encrypted)
                        .findResources("AWS::SQS::Queue")
                        .toString())
                .contains("KmsMasterKeyId={Fn::ImportValue=keys:")
                .doesNotContain("SqsManagedSseEnabled");
    }

    @Test
    void aRuleHasOneTarget() {
        var rule = new EventRule(bus, "twice", EventPattern.everything());
        rule.deliverTo(function("first"));

        assertThatIllegalStateException()
                .isThrownBy(() -> rule.deliverDetailTo(
                        new ConsumerQueue(new Construct(stack, "second"), QueueOptions.standard("second"), alarms)))
                .withMessage("TwiceRule has a target already; make another rule for this one");
    }

    private static CfnEventSourceMapping mapping(Stack stack, String name, String source) {
        return CfnEventSourceMapping.Builder.create(stack, name)
                .functionName("silent")
                .eventSourceArn(source)
                .build();
    }

    @Test
    void aMappingThatWouldLoseRecordsInSilenceIsNotSynthesised() {
        var app = new App();
        var silent = new Stack(app, "silent");
        var unused = new JavaFunction(silent, FunctionOptions.of("silent", "shop.Handler", jar()), new Alarms(silent));
        var queue = mapping(silent, "OfAQueue", "arn:aws:sqs:us-east-1:000000000000:orders");
        var stream = mapping(silent, "OfAStream", "arn:aws:kinesis:us-east-1:000000000000:stream/orders");
        mapping(silent, "OfABroker", "arn:aws:mq:us-east-1:000000000000:broker:orders")
                .setQueues(List.of("orders"));
        stream.setFunctionResponseTypes(List.of());

        assertThatThrownBy(app::synth)
                .hasMessageContaining("silent/OfAQueue: FunctionResponseTypes lacks ReportBatchItemFailures")
                .hasMessageContaining("silent/OfAStream: FunctionResponseTypes lacks ReportBatchItemFailures")
                .hasMessageContaining("Set it to [ReportBatchItemFailures] (reportBatchItemFailures(true))")
                .message()
                .doesNotContain("OfABroker");

        stream.setFunctionResponseTypes(List.of("ReportBatchItemFailures"));
        queue.addMetadata("EvenstepAcceptsSilentLoss", " ");
        assertThatThrownBy(app::synth)
                .hasMessageContaining("addMetadata(\"EvenstepAcceptsSilentLoss\", \"the reason\")")
                .message()
                .doesNotContain("OfAStream");

        queue.addMetadata("EvenstepAcceptsSilentLoss", "the function throws where anything fails");
        assertThatCode(app::synth).doesNotThrowAnyException();
    }
}
