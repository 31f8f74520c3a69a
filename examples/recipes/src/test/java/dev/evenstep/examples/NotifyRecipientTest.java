package dev.evenstep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.effect.Item;
import dev.evenstep.examples.NotifyRecipient.Receipt;
import dev.evenstep.testkit.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotifyRecipientTest {

    private static final String DELIVERED =
            Depot.event("Delivered", 1, "{\"parcel\":\"parcel-7\",\"to\":\"ann@example.com\"}");

    private final List<String> sent = new ArrayList<>();

    @Test
    void oneMailGoesOutUnderTheEventsIdAndItsReceiptIsKept() {
        Scenario.of(NotifyRecipient.consumer(this::send))
                .when(DELIVERED)
                .thenTransient()
                .when(DELIVERED)
                .thenApplied()
                .when(DELIVERED)
                .thenStored(Parcel.item("parcel-7"), Item.of("notified", "receipt-2"));

        assertThat(sent).containsExactly("Delivered-1", "Delivered-1");
    }

    /** The mail server is away at first. */
    private Receipt send(String idempotencyKey, String to) throws IOException {
        sent.add(idempotencyKey);
        if (sent.size() == 1) {
            throw new IOException("away");
        }
        return new Receipt("receipt-" + sent.size());
    }
}
