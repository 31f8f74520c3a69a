package dev.evenstep.cli;

import dev.evenstep.aws.internal.eventbridge.EventBridgeBus;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsFifoQueue;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus;
import dev.evenstep.internal.outbox.EventBus.PublishResult;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.internal.outbox.RelayOptions;
import dev.evenstep.internal.outbox.RelayPorts;
import dev.evenstep.internal.outbox.SweepOptions;
import dev.evenstep.internal.outbox.Sweeper;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Publishes from an outbox now, as the sweeper would within two minutes, and to where its relay does. */
final class Republisher {

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Duration ONE_CALL = Duration.ofSeconds(10);

    private static final String BUS = "EVENT_BUS_NAME";
    private static final String QUEUE = "EVENT_QUEUE_URL";

    private final OutboxRows rows;
    private final EventBus bus;
    private final Relay relay;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    private Republisher(DeployedStack stack, OutboxRows rows, FunctionConfiguration publisher) {
        Map<String, String> variables = DeployedStack.variables(publisher);
        this.rows = rows;
        this.bus = variables.containsKey(BUS)
                ? new EventBridgeBus(stack.clients().eventBridge(), variables.getOrDefault(BUS, ""))
                : new SqsFifoQueue(() -> stack.clients().sqs(), variables.getOrDefault(QUEUE, ""));
        SqsDeadLetters deadLetters =
                new SqsDeadLetters(() -> stack.clients().sqs(), variables.getOrDefault("DEAD_LETTER_QUEUE_URL", ""));
        this.relay = new Relay(
                stack.names().shortened(publisher.functionName()),
                new RelayPorts(rows.outbox(), bus, deadLetters),
                json,
                RelayOptions.defaults());
    }

    /**
     * @param chosen null: the only one
     * @throws IllegalArgumentException where no function publishes from it
     */
    static Republisher of(DeployedStack stack, @Nullable String chosen) {
        String table = stack.table(OutboxRows.VARIABLE, chosen);
        FunctionConfiguration publisher = stack.functions().stream()
                .filter(function -> publishes(DeployedStack.variables(function), table))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No function here publishes from %s: none has it in %s, and %s or %s beside it"
                                .formatted(table, OutboxRows.VARIABLE, BUS, QUEUE)));
        return new Republisher(stack, new OutboxRows(stack.clients().dynamoDb(), table), publisher);
    }

    private static boolean publishes(Map<String, String> variables, String table) {
        return table.equals(variables.get(OutboxRows.VARIABLE))
                && (variables.containsKey(BUS) || variables.containsKey(QUEUE));
    }

    /**
     * What became of a row.
     *
     * @param what {@code published}, {@code dead-lettered} or {@code unpublished}
     * @param why empty where it is published
     */
    record Republished(String row, String what, String why) {

        boolean isOut() {
            return !what.equals("unpublished");
        }
    }

    /** What is not published, all or one entity's. */
    List<Republished> sweep(Predicate<OutboxKey> which) {
        Sweeper sweeper =
                new Sweeper(relay, rows.outbox(), SweepOptions.defaults().withAge(Duration.ZERO));
        return sweeper.sweep(which, Deadline.in(TIME, Clock.systemUTC())).outcomes().stream()
                .map(Republisher::republished)
                .toList();
    }

    /** One row, and where it is not published what comes before it of its entity; a published one goes out again alone. */
    List<Republished> one(String id) {
        OutboxLine line = rows.find(id);
        return line.entry().published() == null ? sweep(line.key()::equals) : List.of(again(line));
    }

    private Republished again(OutboxLine line) {
        String envelope = line.entry().row().envelope();
        SerializedEvent event = new SerializedEvent(json.read(envelope), envelope);
        String row = OutboxLine.id(line.key());
        return switch (bus.publish(List.of(event), ONE_CALL).getFirst()) {
            case PublishResult.Accepted accepted -> new Republished(row, "published", "");
            case PublishResult.Refused(String code, String message, boolean forGood) ->
                new Republished(row, "unpublished", code + ": " + message);
        };
    }

    private static Republished republished(Outcome outcome) {
        String row = outcome.delivery().id();
        if (outcome.decision() instanceof Decision.Poison poison) {
            return new Republished(row, "dead-lettered", poison.detail());
        }
        if (outcome.decision() instanceof Decision.Unpublished unpublished) {
            return new Republished(row, "unpublished", unpublished.detail());
        }
        return outcome.decision().settled()
                ? new Republished(row, "published", "")
                : new Republished(row, "unpublished", "the time was over");
    }
}
