package dev.evenstep.examples.handover.kafka;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.examples.handover.OrderFact;
import dev.evenstep.examples.handover.ShopEvents;
import dev.evenstep.spi.EventCodec;

/** What became of a record's bytes. */
sealed interface ReadEvent {

    record KnownEvent(OrderFact fact) implements ReadEvent {}

    /** @param reason as a dead letter in a function would have it */
    record UnreadableEvent(String reason) implements ReadEvent {}

    static ReadEvent of(EventCodec codec, byte[] bytes) {
        try {
            return new KnownEvent(ShopEvents.fact(codec.read(bytes)));
        } catch (PermanentFailure unreadable) {
            return new UnreadableEvent(unreadable.reason().code());
        }
    }
}
