package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.RecordWork;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventTypes;
import dev.evenstep.store.Store;
import java.time.Clock;
import java.time.Instant;

/**
 * The way of one record: body, envelope, upcast and typed event, the consumer in its mode, decision. An event that does
 * not say its time has the one at which its record was sent, or that of the clock where its source does not know it.
 */
public final class Consumption implements RecordWork {

    private final EnvelopeJson envelopes;
    private final EventTypes types;
    private final Mode mode;
    private final Clock clock;

    public Consumption(Consumer consumer, EnvelopeJson envelopes, Store store, ConsumeOptions options) {
        this.envelopes = envelopes;
        this.types = consumer.types();
        this.clock = options.clock();
        this.mode = switch (consumer) {
            case VersionedConsumer versioned -> new VersionedMode(versioned, store);
            case TransactionalConsumer transactional -> new TransactionalMode(transactional, store, options);
            case LeasedConsumer leased -> new LeasedMode(leased, store, options);
        };
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        Instant sent = delivery.sentAt() == null ? clock.instant() : delivery.sentAt();
        Envelope envelope = envelopes.read(delivery.body(), sent);
        Event<?> event = types.read(envelope);
        return mode.consume(event, deadline);
    }
}
