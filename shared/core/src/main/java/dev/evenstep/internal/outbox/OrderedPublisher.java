package dev.evenstep.internal.outbox;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.EventPublisher;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Publishes events of which somebody else keeps whether they are out, as a {@link Relay} does those of an outbox: one of each
 * entity in a call, so that one that is refused is offered again before anything later of its entity.
 *
 * <p>Who fails asks for the same events again. What of them went out is remembered here for a while, so that those who come
 * again are fewer, and a list that takes longer than an invocation comes to its end.
 */
public final class OrderedPublisher implements EventPublisher {

    /** As long as a FIFO queue knows an event that is sent again: who replays a log has to wait for that too. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final String name;
    private final EventBus bus;
    private final DeadLetters deadLetters;
    private final RelayOptions options;
    private final Telemetry telemetry;
    private final Clock clock;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private PublishedRows published = new PublishedRows();
    private Instant failed = Instant.EPOCH;

    public OrderedPublisher(
            String name,
            EventBus bus,
            DeadLetters deadLetters,
            RelayOptions options,
            Telemetry telemetry,
            Clock clock) {
        this.name = name;
        this.bus = bus;
        this.deadLetters = deadLetters;
        this.options = options;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public void publish(List<Envelope> events, Duration time) {
        PublishedRows before = remembered();
        List<PendingRow> rows = events.stream()
                .map(this::row)
                .filter(row -> !before.contains(row.row().key()))
                .toList();
        EntityQueues queues = new EntityQueues();
        rows.forEach(queues::add);
        UnpublishableRows unpublishable = new UnpublishableRows(name, deadLetters);
        new OutboxPublisher(name, bus, options, unpublishable, row -> noteIfOut(row, before))
                .publishAll(queues, Deadline.in(time, clock), () -> {});
        telemetry.report(
                name,
                rows.stream()
                        .filter(row -> row.decision() != null)
                        .map(OrderedPublisher::outcome)
                        .toList());
        long left = rows.stream().filter(row -> !row.isOut()).count();
        if (left > 0) {
            noteFailed();
            throw new DependencyFailure(name, "%d of %d events are not published".formatted(left, events.size()));
        }
        events.forEach(event -> before.remove(OutboxKey.of(event)));
    }

    private synchronized PublishedRows remembered() {
        if (clock.instant().isAfter(failed.plus(REMEMBERED))) {
            published = new PublishedRows();
        }
        return published;
    }

    private synchronized void noteFailed() {
        failed = clock.instant();
    }

    private static void noteIfOut(PendingRow row, PublishedRows published) {
        if (row.isOut()) {
            published.add(row.row().key());
        }
    }

    private PendingRow row(Envelope event) {
        String text = json.write(event);
        return PendingRow.of(new OutboxRow(OutboxKey.of(event), text), new SerializedEvent(event, text));
    }

    private static Outcome outcome(PendingRow row) {
        OutboxKey key = row.row().key();
        Delivery delivery =
                new Delivery(key.entity() + "/" + key.version(), row.row().envelope(), key.entity(), 1);
        return new Outcome(delivery, Objects.requireNonNull(row.decision()));
    }
}
