package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * Publishes the outbox, each entity in the order of its versions. A delivery is a doorbell for its entity and no more:
 * what is to be published, and in which order, the outbox itself says. So the order holds whatever a stream does to it:
 * swapped, repeated, cut into batches anywhere, shown to several instances at once.
 *
 * <p>Events of several entities go in one call, but only one of each, so that an event that is refused is offered again
 * before anything later of its entity. What went out is marked in the outbox. What did not go out after all attempts
 * stays there unmarked, and so does what follows it of its entity: its delivery is settled as {@link
 * Decision.Unpublished}, so that its shard goes on, and the {@link Sweeper} publishes it. When call after call fails as a
 * whole, the bus counts as away and the rest of the batch is left to the sweeper at once.
 *
 * <p>At least once: after a crash between the call and the mark an event is published again, and two instances that are
 * rung for one entity at once may both publish an event. What is published for the first time is in order all the same.
 * A version that was committed after a later one had gone out (both were given out by their writer, who committed them
 * in another order) goes out when it comes; holding the later one back would wait for a version that may never be.
 *
 * <p>A delivery's group is the entity and its attribute {@value #VERSION} the version of the row that it tells of; its
 * body is the row's envelope.
 */
public final class Relay implements BatchProcessor {

    /** A delivery's attribute: the version of the row, a number. */
    public static final String VERSION = "version";

    private final String name;
    private final RelayPorts ports;
    private final EnvelopeJson json;
    private final RelayOptions options;
    private final PublishedRows published = new PublishedRows();

    public Relay(String name, RelayPorts ports, EnvelopeJson json, RelayOptions options) {
        this.name = name;
        this.ports = ports;
        this.json = json;
        this.options = options;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        return relay(batch, deadline).outcomes();
    }

    /**
     * What became of a batch.
     *
     * @param busIsAway whether the last calls to the bus failed as a whole
     */
    record Relayed(List<Outcome> outcomes, boolean busIsAway) {}

    Relayed relay(List<Delivery> batch, Deadline deadline) {
        UnpublishableRows unpublishable = new UnpublishableRows(name, ports.deadLetters());
        PublishedMarker marker = new PublishedMarker(name, ports.log(), published);
        OutboxPublisher publisher = new OutboxPublisher(name, ports.bus(), options, unpublishable, marker::addIfOut);
        EntityQueues queues = rung(batch, unpublishable);
        queues.byEntity().forEach((entity, queue) -> {
            if (options.timeIsLeft(deadline)) {
                read(entity, queue, unpublishable, marker);
            } else {
                queue.leaveUnread(new Decision.DeadlineExceeded(false));
            }
        });
        publisher.publishAll(queues, deadline, () -> {
            if (marker.fillARequest()) {
                marker.write(now(deadline));
            }
        });
        marker.write(now(deadline));
        return new Relayed(queues.outcomes(), publisher.bus().isFailing());
    }

    boolean timeIsLeft(Deadline deadline) {
        return options.timeIsLeft(deadline);
    }

    private static Instant now(Deadline deadline) {
        return deadline.clock().instant();
    }

    private static EntityQueues rung(List<Delivery> batch, UnpublishableRows unpublishable) {
        EntityQueues queues = new EntityQueues();
        for (Delivery delivery : batch) {
            RelayTrigger trigger = RelayTrigger.of(delivery);
            if (trigger == null) {
                String detail = "The record does not say which entity and version of the outbox it tells of";
                queues.addSettled(
                        delivery, unpublishable.keep(delivery, new Decision.Poison(Reason.MALFORMED, detail, null)));
            } else {
                queues.ring(trigger);
            }
        }
        return queues;
    }

    private void read(String entity, EntityQueue queue, UnpublishableRows unpublishable, PublishedMarker marker) {
        try {
            for (OutboxRow row : unpublished(entity, queue.rung())) {
                queue.add(waiting(row, unpublishable, marker));
            }
        } catch (RuntimeException failure) {
            queue.leaveUnread(new Decision.Unpublished("The outbox could not be read: " + failure));
        }
    }

    /** Where all is known that comes before the rows that were told of, they are all that is to be published. */
    private List<OutboxRow> unpublished(String entity, NavigableMap<Integer, OutboxRow> rung) {
        List<OutboxRow> rows = new ArrayList<>();
        OutboxKey before = null;
        for (OutboxRow row : rung.values()) {
            OutboxKey key = row.key();
            boolean follows = before != null && before.version() == key.version() - 1;
            if (!published.contains(key)) {
                if (row.envelope().isEmpty() || !(follows || published.admits(key))) {
                    return ports.log().unpublished(entity, rung.firstKey(), rung.lastKey());
                }
                rows.add(row);
            }
            before = key;
        }
        return rows;
    }

    /** One that nobody could read is kept aside, and its entity goes on. */
    private PendingRow waiting(OutboxRow row, UnpublishableRows unpublishable, PublishedMarker marker) {
        try {
            return PendingRow.of(row, new SerializedEvent(json.read(row.envelope()), row.envelope()));
        } catch (PermanentFailure unreadable) {
            PendingRow settled = PendingRow.settled(row, unpublishable.keep(row, Decision.Poison.of(unreadable)));
            marker.addIfOut(settled);
            return settled;
        }
    }
}
