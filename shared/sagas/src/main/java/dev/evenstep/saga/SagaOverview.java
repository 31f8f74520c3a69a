package dev.evenstep.saga;

import dev.evenstep.event.Event;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.schema.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an instance stands, without its history, for lists of all of them. {@link #PROJECTION} makes one for each.
 *
 * @param version of its definition
 * @param step whose answer, or whose compensation's, is awaited; null: none
 * @param since when the last thing happened to it
 * @param reason why it was last given up, or quarantined; null: it was not
 */
public record SagaOverview(
        String saga,
        String key,
        int version,
        SagaStatus status,
        @Nullable String step,
        Instant since,
        @Nullable String reason) {

    /** Overviews by their streams' names, listed by status in the order of {@code since}. */
    public static final Projection<SagaOverview> PROJECTION = projection();

    private static Projection<SagaOverview> projection() {
        Projection<SagaOverview> projection = Projection.named("sagas", SagaOverview.class);
        for (EventType<? extends SagaEvent> type : SagaEvent.TYPES) {
            projection = projection.on(type, event -> String.valueOf(event.subject()), SagaOverview::after);
        }
        return projection.listedBy(
                overview -> new Listing(overview.status.name(), "%015d".formatted(overview.since.toEpochMilli())));
    }

    /** @param before null: it starts */
    private static @Nullable SagaOverview after(@Nullable SagaOverview before, Event<? extends SagaEvent> event) {
        Instant time = event.envelope().time();
        return switch (event.data()) {
            case SagaEvent.SagaStarted started -> of(SagaInstance.started(started, time, null));
            case SagaEvent other when before != null -> of(before.instance().after(other, time, null));
            case SagaEvent foreign -> null;
        };
    }

    private SagaInstance instance() {
        return new SagaInstance(saga, key, version, status, step, since, reason, Map.of(), Map.of(), List.of());
    }

    private static SagaOverview of(SagaInstance instance) {
        return new SagaOverview(
                instance.saga(),
                instance.key(),
                instance.version(),
                instance.status(),
                instance.step(),
                instance.since(),
                instance.reason());
    }
}
