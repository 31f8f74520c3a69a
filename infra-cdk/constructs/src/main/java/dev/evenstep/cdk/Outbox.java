package dev.evenstep.cdk;

import software.constructs.Construct;

/**
 * Events that are committed with what they tell of, and then put on a bus: the table {@code <stack>-outbox}, a relay behind its
 * stream, and a sweeper that looks every minute for what was left. What can never be published goes to the relay's dead-letter
 * queue. Consumers publish by {@link TableUse#PUBLISHES} of {@link #table()}. One in a stack.
 */
public final class Outbox extends Construct {

    private final StateTable table;

    /** @throws IllegalArgumentException where the sweeper's time-out is a minute or longer, or an option is outside of AWS's limits */
    public Outbox(Construct scope, OutboxOptions options, DomainBus bus, Alarms alarms) {
        super(scope, "EventOutbox");
        table = new StateTable(this, TableOptions.outbox(), alarms);
        var relay = new StreamConsumer(this, options.relay(), alarms)
                .using(table, TableUse.RELAYS)
                .onInsertsInto(table, options.stream())
                .publishingOn(bus);
        new ScheduledFunction(this, ScheduleOptions.everyMinute(options.sweeper()), alarms)
                .sweeping(table)
                .publishingOn(bus)
                .deadLettersTo(relay.deadLetters());
    }

    /** By {@code entity}, numbered by {@code version}; functions find it by {@code OUTBOX_TABLE}. */
    public StateTable table() {
        return table;
    }
}
