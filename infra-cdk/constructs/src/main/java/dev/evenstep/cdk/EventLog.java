package dev.evenstep.cdk;

import software.constructs.Construct;

/**
 * The log of all streams of an event store: the table {@code <stack>-events}, a function behind its stream that puts each commit into the log and
 * runs whoever reads that, one that goes on with the readers every minute, and one that sweeps the table every day. The
 * stream gives no record up; what Lambda itself gives up, and what can never be published, goes to the first function's
 * dead-letter queue. Alarms tell when a reader is more than 5 minutes late. Command handlers and sagas write by {@link
 * TableUse#APPENDS} of {@link #table()}. One in a stack.
 */
public final class EventLog extends Construct {

    private final StateTable table;
    private final StreamConsumer log;
    private final ScheduledFunction catchUp;

    /** @throws IllegalArgumentException where a time-out is no shorter than its schedule's period */
    public EventLog(Construct scope, EventLogOptions options, Alarms alarms) {
        super(scope, "EventLog");
        table = new StateTable(this, TableOptions.events(), alarms);
        log = StreamConsumer.ofLog(this, options.log(), alarms)
                .using(table, TableUse.SEQUENCES, TableUse.READS_LOG)
                .onCommitsTo(table);
        catchUp = new ScheduledFunction(this, ScheduleOptions.everyMinute(options.catchUp()), alarms)
                .using(table, TableUse.READS_LOG)
                .deadLettersTo(log.deadLetters());
        var sweep = ScheduleOptions.daily(options.sweep(), log.deadLetters());
        new ScheduledFunction(this, sweep, alarms).function().useUnseen(table, TableUse.SWEEPS_LOG);
        options.readers().forEach(reader -> alarms.raiseAbove(this, Alarms.lag(reader)));
        var publisher = options.publisher();
        if (publisher != null) {
            alarms.raiseAbove(this, Alarms.poison(publisher));
        }
    }

    /** Lets readers put events on a bus. */
    public EventLog publishingOn(DomainBus bus) {
        log.publishingOn(bus);
        catchUp.publishingOn(bus);
        return this;
    }

    /**
     * Lets readers be projections.
     *
     * @param views {@link TableOptions#views()}
     */
    public EventLog projectingInto(StateTable views) {
        log.using(table, TableUse.PROJECTS).using(views, TableUse.KEEPS_VIEWS);
        catchUp.using(table, TableUse.PROJECTS).using(views, TableUse.KEEPS_VIEWS);
        return this;
    }

    /** Lets readers see personal fields. */
    public EventLog decryptingBy(SubjectKeys keys) {
        log.function().reads(keys);
        catchUp.function().reads(keys);
        return this;
    }

    /** By {@code stream}, numbered by {@code commit}; functions find it by {@code EVENTS_TABLE}. */
    public StateTable table() {
        return table;
    }

    /** Where goes what was given up. */
    public DeadLetterQueue deadLetters() {
        return log.deadLetters();
    }
}
