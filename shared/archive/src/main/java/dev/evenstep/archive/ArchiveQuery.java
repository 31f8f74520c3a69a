package dev.evenstep.archive;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events of an archive. Everything that is said must hold.
 *
 * @param from the earliest time
 * @param until before which the latest is
 * @param types none: any
 * @param limit most events of a page, from 1 to 1,000
 * @param after an {@link ArchivedEvent#position} or {@link ArchivePage#next} of the same query; null: from the beginning
 */
public record ArchiveQuery(
        Instant from,
        Instant until,
        @Nullable String entity,
        @Nullable String correlationId,
        Set<String> types,
        int limit,
        @Nullable String after) {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1_000;

    public ArchiveQuery {
        types = Set.copyOf(types);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + "; a page has 1 to " + LARGEST_LIMIT + " events");
        }
        if (from.isBefore(FIRST) || until.isAfter(LAST) || from.isAfter(until)) {
            throw new IllegalArgumentException("from is " + from + " and until is " + until
                    + ": they must be in this order, in the years 0 to 9999");
        }
    }

    /**
     * All events of a time. They are read hour by hour, 8 requests each at least.
     *
     * @param until not included
     */
    public static ArchiveQuery between(Instant from, Instant until) {
        return new ArchiveQuery(from, until, null, null, Set.of(), DEFAULT_LIMIT, null);
    }

    /** All events about an entity, in the order of its versions; those without one first. */
    public static ArchiveQuery ofEntity(String entity) {
        return between(FIRST, LAST).withEntity(entity);
    }

    /** All events that one first cause set off. */
    public static ArchiveQuery ofCorrelation(String correlationId) {
        return between(FIRST, LAST).withCorrelation(correlationId);
    }

    public ArchiveQuery withTime(Instant earliest, Instant before) {
        return new ArchiveQuery(earliest, before, entity, correlationId, types, limit, after);
    }

    public ArchiveQuery withEntity(@Nullable String subject) {
        return new ArchiveQuery(from, until, subject, correlationId, types, limit, after);
    }

    public ArchiveQuery withCorrelation(@Nullable String id) {
        return new ArchiveQuery(from, until, entity, id, types, limit, after);
    }

    /** One more type. */
    public ArchiveQuery withType(String type) {
        Set<String> more = new TreeSet<>(types);
        more.add(type);
        return new ArchiveQuery(from, until, entity, correlationId, more, limit, after);
    }

    public ArchiveQuery withLimit(int most) {
        return new ArchiveQuery(from, until, entity, correlationId, types, most, after);
    }

    public ArchiveQuery after(@Nullable String position) {
        return new ArchiveQuery(from, until, entity, correlationId, types, limit, position);
    }
}
