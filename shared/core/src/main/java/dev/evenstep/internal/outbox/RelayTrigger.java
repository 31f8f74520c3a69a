package dev.evenstep.internal.outbox;

import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.spi.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as a doorbell: it tells of a row, and by that of an entity that has something to publish.
 *
 * @param row as the delivery shows it; its envelope may be empty
 */
record RelayTrigger(Delivery delivery, OutboxRow row) {

    /** Null where the delivery does not say which row it tells of. */
    static @Nullable RelayTrigger of(Delivery delivery) {
        Delivery.Attribute version = delivery.attributes().get(Relay.VERSION);
        String entity = delivery.group();
        if (entity == null || entity.isEmpty() || version == null) {
            return null;
        }
        try {
            OutboxKey key = new OutboxKey(entity, Integer.parseInt(version.value()));
            return new RelayTrigger(delivery, new OutboxRow(key, delivery.body()));
        } catch (NumberFormatException notAVersion) {
            return null;
        }
    }
}
