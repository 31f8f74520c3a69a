package dev.evenstep.demo.load;

/** One message that the demo sends. */
public sealed interface Sending {

    /**
     * A command for the order queue.
     *
     * @param group the customer
     * @param deduplicationId of this sending: two sendings of one command have two, so that SQS lets both through
     */
    record Command(String body, String group, String deduplicationId) implements Sending {}

    /** An event for the bus. */
    record BusEvent(String source, String type, String detail) implements Sending {}
}
