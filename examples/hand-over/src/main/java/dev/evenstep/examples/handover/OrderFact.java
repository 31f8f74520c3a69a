package dev.evenstep.examples.handover;

/**
 * What happened to an order, in a form that every processor can keep in its state.
 *
 * @param event source and id, which are unique together
 * @param version the order's, after the event
 * @param time in milliseconds of the epoch
 * @param currency empty where no order was placed
 */
public record OrderFact(String event, String order, int version, String type, long time, String currency, long cents) {

    public static final String PLACED = "OrderPlaced";

    public boolean isPlaced() {
        return type.equals(PLACED);
    }
}
