package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What of a bus goes to one queue or function. EventBridge tries for 24 hours and up to 185 times, its most, then puts the
 * event into the bus's dead-letter queue. The rule, and nobody else, is allowed to send to all of them; alarms tell
 * what it gives up. Called
 * {@code <stack>-<name>}.
 *
 * <p>Of CloudFormation's own types, since the CDK's targets for queues also allow EventBridge to read the queue's
 * attributes, which it does not need.
 */
public final class EventRule extends Construct {

    private static final String EVENT_BRIDGE = "events.amazonaws.com";

    private final DomainBus bus;
    private final String name;
    private final CfnRule rule;

    public EventRule(DomainBus bus, String name, EventPattern pattern) {
        super(bus, Names.id(name) + "Rule");
        this.bus = bus;
        this.name = name;
        Names.demandShort(bus, name, 64, "a rule");
        this.rule = CfnRule.Builder.create(this, "Rule")
                .name(Names.inStack(name))
                .eventBusName(bus.bus().getEventBusName())
                .eventPattern(pattern.asMap())
                .build();
        allowToSend(bus.undelivered().queue());
        watch(name, AlarmKind.RULE_FAILED, "FailedInvocations");
        watch(name, AlarmKind.RULE_DEAD_LETTERED, "InvocationsSentToDlq");
        watch(name, AlarmKind.RULE_LOST, "InvocationsFailedToBeSentToDlq");
    }

    /** Rules of other buses than the default one have the bus's name among their metrics' dimensions. */
    private void watch(String name, AlarmKind kind, String metric) {
        var dimensions = Map.of("EventBusName", bus.bus().getEventBusName(), "RuleName", Names.inStack(name));
        bus.alarms().raiseAbove(this, kind.of(name, Alarms.ofRule(metric, dimensions), 0, 1));
    }

    /**
     * The events' {@code detail} goes to a standard queue, as the messages' bodies.
     *
     * @throws IllegalArgumentException for a FIFO queue: all events of a rule would be one message group
     * @throws IllegalStateException where the rule has a target already
     */
    public void deliverDetailTo(ConsumerQueue queue) {
        new Demand(name)
                .that(
                        !queue.isFifo(),
                        "queue",
                        queue.getNode().getPath(),
                        "a standard queue to be filled by a rule",
                        "consume the events by QueueConsumerOptions.standard");
        allowToSend(queue.queue());
        deliver(target("queue", queue.queue().getQueueArn()).inputPath("$.detail"));
    }

    /**
     * Whole events go to a function, invoked asynchronously.
     *
     * @throws IllegalStateException where the rule has a target already
     */
    public void deliverTo(JavaFunction function) {
        CfnPermission.Builder.create(this, "Permission")
                .action("lambda:InvokeFunction")
                .functionName(function.calledAs())
                .principal(EVENT_BRIDGE)
                .sourceArn(rule.getAttrArn())
                .build();
        deliver(target("function", function.calledAs()));
    }

    private void deliver(CfnRule.TargetProperty.Builder target) {
        if (rule.getTargets() != null) {
            throw new IllegalStateException(
                    getNode().getId() + " has a target already; make another rule for this one");
        }
        rule.setTargets(List.of(target.build()));
    }

    private CfnRule.TargetProperty.Builder target(String id, String arn) {
        return CfnRule.TargetProperty.builder()
                .id(id)
                .arn(arn)
                .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                        .maximumRetryAttempts(185)
                        .maximumEventAgeInSeconds(86_400)
                        .build())
                .deadLetterConfig(CfnRule.DeadLetterConfigProperty.builder()
                        .arn(bus.undelivered().queue().getQueueArn())
                        .build());
    }

    private void allowToSend(Queue queue) {
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(EVENT_BRIDGE)))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
                .build());
    }
}
