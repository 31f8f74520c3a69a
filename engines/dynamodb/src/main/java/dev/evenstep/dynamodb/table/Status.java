package dev.evenstep.dynamodb.table;

import java.time.Instant;

/**
 * Where a table or an index is between being asked for and being there.
 *
 * @param state what it is until then: {@code CREATING}, {@code UPDATING} or {@code DELETING}
 * @param until from when it is {@code ACTIVE}, or gone where it was being deleted
 */
public record Status(String state, Instant until) {

    public static final String CREATING = "CREATING";
    public static final String UPDATING = "UPDATING";
    public static final String DELETING = "DELETING";
    public static final String ACTIVE = "ACTIVE";

    public String at(Instant now) {
        return now.isBefore(until) ? state : ACTIVE;
    }

    /** The same where it is still to come, else plainly {@code ACTIVE}. */
    public Status settled(Instant now) {
        return now.isBefore(until) ? this : new Status(ACTIVE, until);
    }
}
