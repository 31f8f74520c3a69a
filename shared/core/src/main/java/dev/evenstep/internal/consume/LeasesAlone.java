package dev.evenstep.internal.consume;

import dev.evenstep.consume.Consumer;
import dev.evenstep.spi.LeaseStore;
import org.jspecify.annotations.Nullable;

/** Whether a consumer's records can be in a store that has leases and nothing else. */
public final class LeasesAlone {

    private LeasesAlone() {}

    /** @throws IllegalStateException that names the consumer, what it needs besides, and what to do */
    public static void requireEnoughFor(Consumer consumer, LeaseStore store) {
        String needs = needs(ConsumerDefinition.of(consumer));
        if (needs != null) {
            throw new IllegalStateException("Consumer " + consumer.name() + " " + needs + ", which "
                    + store.description() + " does not have: leave withLeaseStore(…) out and set IDEMPOTENCY_TABLE, or"
                    + " put a consumer that is leased and in no order there alone");
        }
    }

    private static @Nullable String needs(ConsumerDefinition consumer) {
        return switch (consumer) {
            case VersionedDefinition versioned -> "is versioned: it needs items that carry their version";
            case TransactionalDefinition transactional ->
                "is transactional: it needs a transaction over its record, its writes and its events";
            case LeasedDefinition leased -> {
                if (leased.order().inOrder() != null) {
                    yield "is in order: it needs positions of streams, and a place for events that wait";
                }
                if (leased.order().stopsGroups()) {
                    yield "stops groups: it needs a place for events that wait";
                }
                yield leased.parks() ? "holds events of unknown outcome: it needs a place for them" : null;
            }
            case IdempotentDefinition idempotent ->
                idempotent.parks() ? "is in order: it needs a place for events that wait" : null;
        };
    }
}
