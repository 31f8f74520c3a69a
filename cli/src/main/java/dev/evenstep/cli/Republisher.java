package dev.evenstep.cli;

import dev.evenstep.aws.internal.eventbridge.EventBridgeBus;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.decision.Decision;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus.Publication;
import dev.evenstep.internal.outbox.EventBus;
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
import java.util.function.Predicate;

/** Publishes from the shop's outbox now, as the sweeper would within two minutes. */
final class Republisher {

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Duration ONE_CALL = Duration.ofSeconds(10);

    private final DeployedShop shop;
    private final OutboxRows rows;
    private final EventBus bus;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    Republisher(DeployedShop shop) {
        this.shop = shop;
        this.rows = new OutboxRows(shop);
        this.bus = new EventBridgeBus(shop.clients().eventBridge(), shop.bus());
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
                new Sweeper(relay(), rows.outbox(), SweepOptions.defaults().withAge(Duration.ZERO));
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
            case Publication.Accepted accepted -> new Republished(row, "published", "");
            case Publication.Refused(String code, String message, boolean forGood) ->
                new Republished(row, "unpublished", code + ": " + message);
        };
    }

    private Relay relay() {
        SqsDeadLetters deadLetters =
                new SqsDeadLetters(() -> shop.clients().sqs(), shop.deadLetterQueueUrl("publish-outbox"));
        return new Relay(
                "publish-outbox", new RelayPorts(rows.outbox(), bus, deadLetters), json, RelayOptions.defaults());
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
