package dev.evenstep.event;

import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from.
 *
 * @param correlationId the id that everything shares that one first cause set off
 * @param causationId the id of the event that caused this one
 * @param traceParent W3C Trace Context, passed on as it came
 */
public record CorrelationContext(
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceParent) {

    private static final CorrelationContext NONE = new CorrelationContext(null, null, null);

    public static CorrelationContext none() {
        return NONE;
    }

    /** The lineage of what {@code cause} causes. */
    public static CorrelationContext after(Envelope cause) {
        CorrelationContext before = cause.correlation();
        String correlation = before.correlationId() == null ? cause.id() : before.correlationId();
        return new CorrelationContext(correlation, cause.id(), before.traceParent());
    }
}
