package dev.evenstep.cli.project;

import java.util.Locale;

/** What a function runs behind. */
public enum Trigger {
    SQS("deposits", "behind an SQS queue", "Deposited/v1-deposited.json", "DepositsQueue"),
    FIFO("addresses", "behind an SQS FIFO queue", "AddressChanged/v1-changed.json", "AddressesQueue"),
    BUS("parcels", "behind a rule of an EventBridge bus", "ParcelMoved/v1-moved.json", "Bus"),
    STREAM("revenue", "behind the stream of an outbox table", "InvoiceIssued/outbox-item.json", "OutboxTable");

    private final String function;
    private final String where;
    private final String sample;
    private final String target;

    Trigger(String function, String where, String sample, String target) {
        this.function = function;
        this.where = where;
        this.sample = sample;
        this.target = target;
    }

    /** The package of its function. */
    public String function() {
        return function;
    }

    /** What it is, in words. */
    public String where() {
        return where;
    }

    /** What to send to it, below the project's samples. */
    public String sample() {
        return sample;
    }

    /** Where to send that: a logical id of the template. */
    public String target() {
        return target;
    }

    String files() {
        return name().toLowerCase(Locale.ROOT);
    }
}
