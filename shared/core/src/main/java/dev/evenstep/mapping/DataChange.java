package dev.evenstep.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A change of a row or of an item: what it was, and what it is. */
public final class DataChange {

    /** What happened. */
    public enum ChangeOperation {
        CREATE("Created"),
        UPDATE("Updated"),
        DELETE("Deleted"),
        /** Nothing: a snapshot found it so. */
        READ("Read"),
        /** All rows of the table were deleted at once: there is no row and no subject. */
        TRUNCATE("Truncated"),
        /** Somebody wrote a message into the log: no row, but {@link DataChange#message}. */
        MESSAGE("Message");

        private final String word;

        ChangeOperation(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * @param subject null where it is about no single row
     * @param position null where nobody knows how to compare it
     */
    record Parts(
            ChangeOperation operation,
            String table,
            @Nullable JsonFields before,
            @Nullable JsonFields after,
            @Nullable String subject,
            Instant time,
            @Nullable String position,
            @Nullable String transaction,
            boolean expired,
            @Nullable String message) {}

    private final Parts parts;

    DataChange(Parts parts) {
        this.parts = parts;
    }

    public ChangeOperation operation() {
        return parts.operation;
    }

    /** {@code schema.table}, or {@code database.table} where there are no schemas; of an item, what it is called. */
    public String table() {
        return parts.table;
    }

    /** The row's or item's key: its values in the order of their columns' names, joined by {@code #}; null where it is about none. */
    public @Nullable String subject() {
        return parts.subject;
    }

    /** When it was committed; of a row that was read, when. */
    public Instant time() {
        return parts.time;
    }

    /**
     * Its place in the database's log as a text that sorts: of two changes of one row, the later one has the larger. A row that a
     * snapshot read is before every change of it. Null where the connector's positions cannot be compared, and of items.
     */
    public @Nullable String position() {
        return parts.position;
    }

    /** The database's transaction; null where nobody says. */
    public @Nullable String transaction() {
        return parts.transaction;
    }

    /** Whether DynamoDB's time to live deleted the item. */
    public boolean expired() {
        return parts.expired;
    }

    /** What it was; null where there was nothing, or its source does not keep it. */
    public @Nullable JsonFields before() {
        return parts.before;
    }

    /** What it is; null where it is no more. */
    public @Nullable JsonFields after() {
        return parts.after;
    }

    /** What it is, and of a deleted one what it was. A deleted row of PostgreSQL has its key alone, unless {@code REPLICA IDENTITY FULL}. */
    public JsonFields row() {
        JsonFields row = parts.after == null ? parts.before : parts.after;
        if (row == null) {
            throw malformed("has no row");
        }
        return row;
    }

    /** The text that somebody wrote into the log. */
    public String message() {
        if (parts.message == null) {
            throw malformed("has no message");
        }
        return parts.message;
    }

    /**
     * Whether an update gave a column another value.
     *
     * @throws PermanentFailure where it is none, or its source did not keep what it was
     */
    public boolean changes(String pointer) {
        if (parts.before == null || parts.after == null) {
            throw malformed("does not say what it was before, so that nobody knows whether it changes " + pointer
                    + ": have the table say it (REPLICA IDENTITY FULL, NEW_AND_OLD_IMAGES)");
        }
        JsonNode was = parts.before.find(pointer);
        return !Objects.equals(was, parts.after.find(pointer));
    }

    private PermanentFailure malformed(String what) {
        return new PermanentFailure(
                Reason.MALFORMED, "The change (" + parts.operation + ") of " + parts.table + " " + what);
    }
}
