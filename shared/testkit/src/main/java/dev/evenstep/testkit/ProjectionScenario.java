package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** A projection's views in given/then: what happened, what is seen. It goes through the log and JSON, as in a function. */
public final class ProjectionScenario<V> {

    private final EventStore events;
    private final Projector<V> projector;
    private final Views<V> views;

    private ProjectionScenario(Projection<V> projection, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        ViewStore store = ViewStore.inMemory();
        this.events = EventStore.inMemory(EventStoreOptions.defaults().withClock(clock));
        this.projector = Projector.of(projection, events, store).withClock(clock);
        this.views = Views.of(projection, store).withClock(clock);
    }

    /** @param now the time of all events */
    public static <V> ProjectionScenario<V> of(Projection<V> projection, Instant now) {
        return new ProjectionScenario<>(projection, now);
    }

    /** What happened in a stream, behind what is in it. */
    public ProjectionScenario<V> given(String stream, NewEvent<?>... happened) {
        var unused = events.append(
                stream, ExpectedVersion.any(), Append.of(UUID.randomUUID().toString(), happened));
        events.sequencer().sequence(List.of(stream));
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();
        return this;
    }

    public ProjectionScenario<V> then(String key, V view) {
        assertThat(views.get(key).map(View::value)).contains(view);
        return this;
    }

    public ProjectionScenario<V> thenNone(String key) {
        assertThat(views.get(key)).isEmpty();
        return this;
    }
}
