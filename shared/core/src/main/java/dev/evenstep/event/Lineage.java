package dev.evenstep.event;

import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from.
 *
 * @param correlationId the id that everything shares that one first cause set off
 * @param causationId the id of the event that caused this one
 * @param traceParent W3C Trace Context, passed on as it came
 */
public record Lineage(
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceParent) {

    private static final Lineage NONE = new Lineage(null, null, null);

    public static Lineage none() {
        return NONE;
    }

    /** The lineage of what {@code cause} causes. */
    public static Lineage after(Envelope cause) {
        Lineage before = cause.lineage();
        String correlation = before.correlationId() == null ? cause.id() : before.correlationId();
        return new Lineage(correlation, cause.id(), before.traceParent());
    }
}
