package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.spi.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Dead-letters what can never be published. */
final class UnpublishableRows {

    private final String name;
    private final DeadLetters deadLetters;

    UnpublishableRows(String name, DeadLetters deadLetters) {
        this.name = name;
        this.deadLetters = deadLetters;
    }

    /** A delivery that tells of no row: nothing else holds it, so that it comes back where it cannot be kept. */
    Decision keep(Delivery delivery, Poison poison) {
        try {
            deadLetters.send(name, delivery, poison);
            return poison;
        } catch (RuntimeException failure) {
            return Decision.Transient.of(failure);
        }
    }

    /** Of a row there may be no delivery, so that its letter is named after its key, and always by the same name. */
    Decision keep(OutboxRow row, Poison poison) {
        String key = row.key().version() + "#" + row.key().entity();
        String id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        Decision kept = keep(new Delivery(id, row.envelope(), row.key().entity(), 1), poison);
        return kept instanceof Decision.Transient refused
                ? new Decision.Unpublished(
                        "%s; and the dead letters did not take it: %s".formatted(poison.detail(), refused.detail()))
                : kept;
    }
}
