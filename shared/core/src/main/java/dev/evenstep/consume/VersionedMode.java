package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Event;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.VersionedWrites;
import dev.evenstep.store.VersionedWrites.Outcome.Refused;
import dev.evenstep.store.VersionedWrites.Outcome.Written;
import dev.evenstep.store.VersionedWrites.VersionedWrite;

/** One conditional write on the entity itself. */
final class VersionedMode implements Mode {

    private final VersionedConsumer consumer;
    private final VersionedWrites store;

    VersionedMode(VersionedConsumer consumer, VersionedWrites store) {
        this.consumer = consumer;
        this.store = store;
    }

    @Override
    public Decision consume(Event<?> event, Deadline deadline) {
        int incoming = requireVersion(event);
        IdempotencyKey key = IdempotencyKey.of(consumer.name(), event.envelope());
        VersionedWrite write =
                new VersionedWrite(Calls.unchecked(() -> consumer.write(event)), key, incoming, consumer.rule());
        return switch (store.write(write)) {
            case Written written -> new Decision.Applied();
            case Refused refused -> judge(refused, incoming, key);
        };
    }

    private static Decision judge(Refused refused, int incoming, IdempotencyKey key) {
        int stored = refused.storedVersion();
        if (incoming > stored) {
            return new Decision.Gap(stored, incoming);
        }
        if (incoming < stored) {
            return new Decision.Stale(stored, incoming);
        }
        if (refused.storedEvent() == null || refused.storedEvent().equals(key.text())) {
            return new Decision.Duplicate(null);
        }
        return new Decision.Poison(
                Reason.VERSION_CONFLICT,
                "Version %d was made by %s already, and %s claims it too"
                        .formatted(incoming, refused.storedEvent(), key),
                null);
    }

    private int requireVersion(Event<?> event) {
        Integer version = event.envelope().entityVersion();
        if (version == null) {
            throw new PermanentFailure(
                    Reason.MALFORMED,
                    "The envelope has no entityversion, which the versioned consumer " + consumer.name() + " needs");
        }
        return version;
    }
}
