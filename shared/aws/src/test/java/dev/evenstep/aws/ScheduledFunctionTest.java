package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A function that a schedule invokes: a rule's, and one of EventBridge Scheduler with its context attributes. */
class ScheduledFunctionTest {

    private record Nothing() {}

    private record Night(int attempt, String execution) {}

    /** As "Creating a rule that runs on a schedule in Amazon EventBridge" has it. */
    private static final String OF_A_RULE = """
            {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events",
             "account":"123456789012","time":"2026-11-21T08:00:00Z","region":"us-east-1",
             "resources":["arn:aws:events:us-east-1:123456789012:rule/nightly"],"detail":{}}""";

    /** A target's input, before the scheduler has replaced what is in angle brackets. */
    private static final String INPUT = """
            {"specversion":"1.0","id":"<aws.scheduler.schedule-arn>/<aws.scheduler.scheduled-time>","source":"scheduler","type":"NightFell",
             "time":"<aws.scheduler.scheduled-time>","data":{"attempt":<aws.scheduler.attempt-number>,"execution":"<aws.scheduler.execution-id>"}}""";

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private final AtomicInteger failures = new AtomicInteger();
    private final TransactionalConsumer nightly = Consumer.transactional("nightly-" + System.identityHashCode(this))
            .on(EventType.of("aws.events", "Scheduled Event", Nothing.class), event -> count())
            .on(EventType.of("scheduler", "NightFell", Night.class), event -> count());
    private final WiringRig rig = new WiringRig(AWS);

    private Effect count() {
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("not tonight");
        }
        return Effect.of(Write.update(ItemKey.of("things", "id", "nights")).add("count", 1));
    }

    @Test
    void aRulesScheduleTakesEffectOnceHoweverOftenLambdaTries() throws IOException {
        EventBridgeFunction function = function();
        failures.set(1);

        assertThatThrownBy(() -> invoke(function, OF_A_RULE)).hasMessageContaining("not tonight");
        invoke(function, OF_A_RULE);
        invoke(function, OF_A_RULE);
        invoke(function, OF_A_RULE.replace("53dc4d37", "64dc4d37"));

        assertThat(rig.told).hasSize(4).last().asString().endsWith(":applied");
        assertThat(rig.told.get(2)).endsWith(":duplicate");
    }

    @Test
    void aScheduleOfTheSchedulerIsKnownByItsTimeWhenItIsTriedAgain() throws IOException {
        EventBridgeFunction function = function();
        failures.set(1);

        assertThatThrownBy(() -> invoke(function, rendered("2026-11-21T22:00:00Z", 1)))
                .hasMessageContaining("not tonight");
        invoke(function, rendered("2026-11-21T22:00:00Z", 2));
        invoke(function, rendered("2026-11-21T22:00:00Z", 2));
        invoke(function, rendered("2026-11-22T22:00:00Z", 1));

        assertThat(rig.told.stream().map(told -> told.substring(told.indexOf(':') + 1)))
                .containsExactly("transient", "applied", "duplicate", "applied");
    }

    /** Every attempt has an execution id of its own: "Adding context attributes in EventBridge Scheduler". */
    private static String rendered(String time, int attempt) {
        return INPUT.replace(
                        "<aws.scheduler.schedule-arn>",
                        "arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly")
                .replace("<aws.scheduler.scheduled-time>", time)
                .replace("<aws.scheduler.attempt-number>", Integer.toString(attempt))
                .replace("<aws.scheduler.execution-id>", "d32c5kddcf5bb8c" + attempt);
    }

    private EventBridgeFunction function() {
        Map<String, String> environment = rig.environment();
        environment.remove("WAKE_UP_QUEUE_URL");
        return Evenstep.from(environment)
                .withDynamoDb(() -> rig.dynamoDb)
                .withSqs(() -> rig.sqs)
                .withTelemetry((consumer, outcomes) -> outcomes.forEach(outcome ->
                        rig.told.add(consumer + ":" + outcome.decision().code())))
                .eventBridge(nightly);
    }

    private static void invoke(EventBridgeFunction function, String event) throws IOException {
        function.handle(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                new FakeContext(20_000));
    }
}
