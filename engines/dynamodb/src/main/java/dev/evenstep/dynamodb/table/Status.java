package dev.evenstep.dynamodb.table;

import java.time.Instant;
import java.util.Set;

/**
 * Where a table is between being asked for something and having it done.
 *
 * @param state what it is until then: {@code CREATING}, {@code UPDATING} or {@code DELETING}
 * @param until from when it is {@code ACTIVE}, or gone where it was being deleted
 * @param building the names of the global indexes that are there from then on
 */
public record Status(String state, Instant until, Set<String> building) {

    public static final String CREATING = "CREATING";
    public static final String UPDATING = "UPDATING";
    public static final String DELETING = "DELETING";
    public static final String ACTIVE = "ACTIVE";

    public Status {
        building = Set.copyOf(building);
    }

    /** @param now {@link Instant#MIN}: while it is being done */
    public String at(Instant now) {
        return now.isBefore(until) ? state : ACTIVE;
    }

    /** Whether an index can not be read yet. */
    public boolean isBuilding(Index index, Instant now) {
        return now.isBefore(until) && building.contains(index.name());
    }
}
