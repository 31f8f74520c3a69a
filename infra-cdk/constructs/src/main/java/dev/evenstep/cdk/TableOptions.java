package dev.evenstep.cdk;

import org.jspecify.annotations.Nullable;

/**
 * How a table is set up. Its keys are texts, unless the sort key is a number.
 *
 * @param name such as {@code orders}; the stack's name comes before it
 * @param sortKey null: the partition key alone is the key
 * @param numbered whether the sort key is a number
 * @param expires whether items with a past {@code expiration}, in epoch seconds, are removed
 * @param streams whether new items can be consumed from a stream
 * @param index null: none
 * @param kept whether it is protected from deletion, and outlives its stack
 */
public record TableOptions(
        String name,
        String partitionKey,
        @Nullable String sortKey,
        boolean numbered,
        boolean expires,
        boolean streams,
        @Nullable Index index,
        boolean kept) {

    public TableOptions {
        Names.demand(name);
        var demand = new Demand(name);
        demand.that(!partitionKey.isBlank(), "partitionKey", "empty", "an attribute's name", "say which");
        demand.that(sortKey == null || !sortKey.isBlank(), "sortKey", "empty", "an attribute's name", "say which");
        demand.that(
                !partitionKey.equals(sortKey),
                "sortKey",
                String.valueOf(sortKey),
                "another attribute than the partition key",
                "leave it out, or take another");
    }

    /** The marks, positions and leases of every consumer, which Powertools may share: {@code IDEMPOTENCY_TABLE}. */
    public static TableOptions idempotency() {
        return of("idempotency", "id").expiring();
    }

    /** Events that wait for others, for as long as it takes: {@code PARKED_TABLE}. */
    public static TableOptions parked() {
        return of("parked", "record").sortedBy("place");
    }

    /** Events to publish, with a stream for the relay and an index for the sweeper: {@code OUTBOX_TABLE}. */
    public static TableOptions outbox() {
        return of("outbox", "entity")
                .numberedBy("version")
                .expiring()
                .streaming()
                .indexedBy(Index.ofKeys("unpublished", "bucket", "committed"));
    }

    /** Streams of events, with a stream for the log: {@code EVENTS_TABLE}. */
    public static TableOptions events() {
        return of("events", "stream").numberedBy("commit").streaming();
    }

    /** Views of these, and lists in an order: {@code VIEWS_TABLE}. */
    public static TableOptions views() {
        return of("views", "generation").sortedBy("view").indexedBy(Index.ofAll("lists", "list", "order"));
    }

    /** Items by one key, kept until they are deleted, in a table that outlives its stack. */
    public static TableOptions of(String name, String partitionKey) {
        return new TableOptions(name, partitionKey, null, false, false, false, null, true);
    }

    public TableOptions sortedBy(String changed) {
        return new TableOptions(name, partitionKey, changed, false, expires, streams, index, kept);
    }

    /** Sorted by a number. */
    public TableOptions numberedBy(String changed) {
        return new TableOptions(name, partitionKey, changed, true, expires, streams, index, kept);
    }

    public TableOptions expiring() {
        return new TableOptions(name, partitionKey, sortKey, numbered, true, streams, index, kept);
    }

    public TableOptions streaming() {
        return new TableOptions(name, partitionKey, sortKey, numbered, expires, true, index, kept);
    }

    public TableOptions indexedBy(Index changed) {
        return new TableOptions(name, partitionKey, sortKey, numbered, expires, streams, changed, kept);
    }

    /** For stacks that are tried out. */
    public TableOptions deletedWithStack() {
        return new TableOptions(name, partitionKey, sortKey, numbered, expires, streams, index, false);
    }

    /**
     * A global secondary index, of items that have both of its keys.
     *
     * @param numbered whether the sort key is a number
     * @param whole whether it has all attributes, or the keys alone
     */
    public record Index(String name, String partitionKey, String sortKey, boolean numbered, boolean whole) {

        public Index {
            Names.demand(name);
            new Demand(name)
                    .that(
                            !partitionKey.isBlank() && !sortKey.isBlank() && !partitionKey.equals(sortKey),
                            "index",
                            partitionKey + ", " + sortKey,
                            "two attributes' names",
                            "say which");
        }

        /** Of the keys alone, by a text and, within it, a number. */
        public static Index ofKeys(String name, String partitionKey, String number) {
            return new Index(name, partitionKey, number, true, false);
        }

        /** Of all attributes, by a text and, within it, another. */
        public static Index ofAll(String name, String partitionKey, String sortKey) {
            return new Index(name, partitionKey, sortKey, false, true);
        }
    }
}
