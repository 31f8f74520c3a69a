package dev.evenstep.examples;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;
import java.io.IOException;

/** Leased: a mail goes out, and its receipt is kept. */
final class NotifyRecipient {

    record Receipt(String id) {}

    interface Mail {
        Receipt send(String idempotencyKey, String to) throws IOException;
    }

    private NotifyRecipient() {}

    static Consumer consumer(Mail mail) {
        return Consumer.leased("notify-recipient")
                .on(
                        Parcel.DELIVERED,
                        Receipt.class,
                        event -> mail.send(event.id(), event.data().to()),
                        (event, receipt) -> Effect.of(
                                Write.update(Parcel.item(event.data().parcel())).set("notified", receipt.id())));
    }
}
