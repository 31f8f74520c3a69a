package dev.evenstep.demo.load;

import java.util.List;

/**
 * An order that the demo plays.
 *
 * @param commandId the id of the command, or of the first imported event
 * @param imported whether it was closed in the old shop and only its history is told here
 */
public record PlannedOrder(
        String orderId, String customerId, String commandId, boolean imported, boolean oldVersion, List<Line> lines) {

    public PlannedOrder {
        lines = List.copyOf(lines);
    }

    /** How every address ends that a customer has. */
    public static final String MAIL_DOMAIN = "@mail.example";

    /** Personal. */
    public String customerEmail() {
        return customerId + MAIL_DOMAIN;
    }

    public long totalCents() {
        return lines.stream()
                .mapToLong(line -> line.unitPriceCents() * line.quantity())
                .sum();
    }

    /** One article of an order. */
    public record Line(String sku, int quantity, long unitPriceCents) {}
}
