package dev.evenstep.cdk;

import java.util.List;

/**
 * What the library does with a table in a function's name. Each use grants the actions of the calls that the library makes for
 * it, and nothing else; several uses of one table add up. Any use also lets the function see at its start that the table is
 * there.
 */
public enum TableUse {
    /** Of the idempotency table, by any consumer: counts attempts. All that a versioned consumer needs of it. */
    ATTEMPTS("attempts"),

    /** Of the idempotency table, by a transactional consumer: counts attempts, and marks what is done. */
    TRANSACTIONAL("attempts", "record"),

    /** Of the idempotency table, by a leased consumer: leases, counts attempts, and keeps what the call answered. */
    LEASED("attempts", "record", "lease"),

    /** Of the idempotency table, where {@code CIRCUIT_BREAKER} is {@code shared}. */
    SHARES_BREAKERS("shared-breaker"),

    /** Of the entity's own table, by a versioned consumer whose effects are updates. */
    VERSIONED("entity"),

    /** The same where effects replace the entity ({@code Write.put}). */
    VERSIONED_PUTS("entity", "entity-put"),

    /** By a transactional or leased consumer: an effect puts items. */
    PUTS("write-put"),

    /** An effect updates items. */
    UPDATES("write-update"),

    /** An effect deletes items. */
    DELETES("write-delete"),

    /** An effect only checks items. */
    CHECKS("write-check"),

    /** The consumer reads items before it decides. */
    READS("reads"),

    /** Of the outbox: an effect publishes events that name their entity and version. */
    PUBLISHES("publish"),

    /** Of the outbox: an effect publishes events whose version is the next of their entity. */
    PUBLISHES_NEXT("publish", "publish-without-entity"),

    /** Of the table of parked events: a consumer in order, or one that depends, stops or holds. */
    PARKS("parked"),

    /** Of the table with the marks of such a consumer, or its entity's own: counts what is parked behind a record. */
    COUNTS_PARKED("count"),

    /** Of the subjects' keys: a consumer encrypts or decrypts personal fields. */
    KEEPS_KEYS("subject-keys"),

    /** Of the subjects' keys: a consumer decrypts personal fields, and writes none. */
    READS_KEYS("known-subject-keys"),

    /** Of the outbox: the relay and the sweeper. */
    RELAYS("relay"),

    /** Of the event store: a command handler, or a saga, reads streams and appends to them. */
    APPENDS("append"),

    /** Of the event store: the same with snapshots. */
    APPENDS_WITH_SNAPSHOTS("append", "snapshots"),

    /** Of the event store: puts what its stream tells of into the log. */
    SEQUENCES("sequence"),

    /** Of the event store: puts what its stream did not tell of into the log. */
    SWEEPS_LOG("sequence", "sweep-log"),

    /** Of the event store: subscriptions read its log, and keep how far they are. */
    READS_LOG("read-log"),

    /** Of the event store: projections read its log, and begin anew. */
    PROJECTS("project"),

    /** Of the table of views: projections keep them, and remove old generations. */
    KEEPS_VIEWS("keep-views"),

    /** Of the table of views: by their keys, and in pages; {@link JavaFunction#reads} grants lists too. */
    READS_VIEWS("read-views");

    private final String calls;

    TableUse(String... calls) {
        this.calls = String.join(" ", calls);
    }

    /** By their IAM names, such as {@code dynamodb:UpdateItem}. */
    public List<String> iamActions() {
        return LibraryCalls.actions(calls.split(" "));
    }
}
