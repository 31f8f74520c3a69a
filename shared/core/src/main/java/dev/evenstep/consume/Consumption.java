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

/** The way of one record: body, envelope, upcast and typed event, the consumer in its mode, decision. */
public final class Consumption implements RecordWork {

    private final EnvelopeJson envelopes;
    private final EventTypes types;
    private final Mode mode;

    public Consumption(Consumer consumer, EnvelopeJson envelopes, Store store, ConsumeOptions options) {
        this.envelopes = envelopes;
        this.types = consumer.types();
        this.mode = switch (consumer) {
            case VersionedConsumer versioned -> new VersionedMode(versioned, store);
            case TransactionalConsumer transactional -> new TransactionalMode(transactional, store, options);
            case LeasedConsumer leased -> new LeasedMode(leased, store, options);
        };
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        Envelope envelope = envelopes.read(delivery.body());
        Event<?> event = types.read(envelope);
        return mode.consume(event, deadline);
    }
}
