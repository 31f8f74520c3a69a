package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.constructs.Construct;

/** What constructs refuse that options alone cannot know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConstructsTest {

    private final Stack stack = new Stack(new App(), "test");
    private final Alarms alarms = new Alarms(stack);
    private final DomainBus bus = new DomainBus(stack, alarms);
    private final StateTable orders = new StateTable(stack, TableOptions.of("orders", "orderId"), alarms);

    private JavaFunction function(String name) {
        return new JavaFunction(
                new Construct(stack, name),
                FunctionOptions.of(name, "shop.Handler", Repository.jar("place-order")),
                alarms);
    }

    @Test
    void nobodyIsAllowedEverything() {
        var function = function("greedy");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.allow(List.of("sqs:SendMessage", "dynamodb:*"), "arn:aws:sqs:::orders"))
                .withMessage("action is dynamodb:*; must be one action without a wildcard, such as sqs:SendMessage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.allow(List.of("sqs:SendMessage"), "*"))
                .withMessage("resource is *; must be the ARN of what the function may reach");
    }

    @Test
    void whatBecomesOfInvocationsIsSettledAfterTheAliasIsThere() {
        function("late").asynchronous(alarms, settings -> settings.maximumRetryAttempts(0));

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
                .isThrownBy(() -> function.use(orders))
                .withMessage(
                        "actions is empty; must be at least one of [GET, BATCH_GET, QUERY, BATCH_WRITE, PUT, UPDATE, DELETE]");
    }

    @Test
    void aTableWithoutAStreamIsNotConsumed() {
        var consumer = new StreamConsumer(
                stack, FunctionOptions.of("relay", "shop.Relay", Repository.jar("publish-outbox")), alarms);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> consumer.onInsertsInto(orders, StreamOptions.defaults()))
                .withMessage("the table orders has no stream; set it up as streaming()");
    }

    @Test
    void aRuleDoesNotFillAFifoQueue() {
        var queue = new ConsumerQueue(new Construct(stack, "commands"), QueueOptions.fifo("commands"), alarms);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventRule(bus, "commands", EventPattern.everything()).deliverDetailTo(queue))
                .withMessage("queue is test/commands/Messages; must be a standard queue to be filled by a rule");
    }

    @Test
    void aRuleHasAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventRule(bus, "", EventPattern.everything()))
                .withMessageStartingWith("name is ''; must be lower-case words with hyphens");
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
        var unused = new JavaFunction(
                silent,
                FunctionOptions.of("silent", "shop.Handler", Repository.jar("place-order")),
                new Alarms(silent));
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
