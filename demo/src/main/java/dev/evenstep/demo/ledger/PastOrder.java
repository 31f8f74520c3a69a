package dev.evenstep.demo.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What was known of an order at a time that is past.
 *
 * @param types of the events that it had had, such as OrderPlaced
 */
public record PastOrder(String orderId, Instant time, List<String> types) {

    public PastOrder {
        types = List.copyOf(types);
    }
}
