package dev.evenstep.eventstore.projection;

import org.jspecify.annotations.Nullable;

/**
 * Which views to list. Immutable.
 *
 * @param list whose views, in its order; null: all of the projection, in one that means nothing but stays the same
 * @param ascending the order of a list
 * @param limit how many views are looked at, 1 to 1,000
 * @param after a page's {@link Views.ViewPage#next}; null from the beginning
 */
public record ViewQuery(
        @Nullable String list,
        boolean ascending,
        int limit,
        @Nullable String after) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    public ViewQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is %d: 1 to %,d are allowed".formatted(limit, MOST));
        }
    }

    public static ViewQuery all() {
        return new ViewQuery(null, true, DEFAULT_LIMIT, null);
    }

    /** Those that {@link Projection#listedBy} puts there. */
    public static ViewQuery of(String list) {
        return new ViewQuery(list, true, DEFAULT_LIMIT, null);
    }

    public ViewQuery descending() {
        return new ViewQuery(list, false, limit, after);
    }

    public ViewQuery limit(int other) {
        return new ViewQuery(list, ascending, other, after);
    }

    public ViewQuery after(String next) {
        return new ViewQuery(list, ascending, limit, next);
    }
}
