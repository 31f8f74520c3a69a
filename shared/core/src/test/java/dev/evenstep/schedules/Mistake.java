package dev.evenstep.schedules;

/** A mistake that is planted to see that the schedules find it. */
enum Mistake {
    NONE,
    /** An event takes effect whatever the position of its stream says. */
    POSITION_NOT_CHECKED,
    /** A parked event takes effect whatever the position says. */
    PARKED_EVENT_RUNS_WITHOUT_CONDITION,
    /** The relay publishes what the stream shows, when it shows it. */
    RELAY_TRUSTS_THE_STREAM,
    /** Two events of one entity can have one version, since the outbox tells them apart by their ids. */
    OUTBOX_KEYED_BY_EVENT,
    /** A late executor completes what its successor completed already. */
    COMPLETION_NOT_FENCED
}
