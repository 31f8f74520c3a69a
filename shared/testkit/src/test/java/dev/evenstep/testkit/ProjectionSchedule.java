package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.ProjectionStatus;
import dev.evenstep.eventstore.projection.ProjectionStatus.GenerationStatus;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One seed: events come, two runners apply them, views are built anew and given up again, a reader looks, and any call fails before
 * or after it was done. Then everything that is promised is verified.
 */
final class ProjectionSchedule {

    private static final int EVENTS = 20;
    private static final int STREAMS = 4;
    private static final int INVOCATIONS = 5;
    private static final int READINGS = 30;
    private static final Duration INVOCATION = Duration.ofMillis(150);

    record Entered(String hall) {}

    record Left(String hall) {}

    private static final EventType<Entered> ENTERED = EventType.of("halls", "Entered", Entered.class);
    private static final EventType<Left> LEFT = EventType.of("halls", "Left", Left.class);

    /** Of a hall, which visitors enter whose streams are in several shards. */
    private static final Projection<Visit> HALLS = Projection.named("visits", Visit.class)
            .on(ENTERED, event -> event.data().hall(), ProjectionSchedule::entered);

    /** Of a visitor, who is gone when he leaves. */
    private static final Projection<Visit> VISITORS = Projection.named("visits", Visit.class)
            .on(ENTERED, ProjectionSchedule::visitor, ProjectionSchedule::walked)
            .on(LEFT, ProjectionSchedule::visitor, (view, event) -> null);

    /** @param seen rises with every event in it */
    record Visit(int times, int seen) {}

    private record Sight(int seen, boolean there) {}

    private static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final boolean halls;
    private final int newestVersion;
    private final int idling;
    private final Random random;
    private final FakeClock clock = new FakeClock(EventStoreFixture.START);
    private final EventStore events;
    private final ViewStore stored = ViewStore.inMemory();
    private final ViewStore views;
    private final Turns turns;
    private final Projector<Visit> first;
    private final Projector<Visit> newest;
    private final Views<Visit> seen;

    ProjectionSchedule(int seed, UnaryOperator<ViewStore> mistake) {
        this.random = new Random(seed);
        this.turns = new Turns(random);
        Disturbed disturbed = new Disturbed(calls());
        this.events =
                disturbed.of(EventStore.inMemory(EventStoreOptions.defaults().withClock(clock)));
        this.views = disturbed.of(mistake.apply(stored));
        this.halls = seed % 2 == 0;
        this.newestVersion = seed % 4 < 2 ? 1 : 2;
        // Events that come at once meet in views, those that come late meet swaps.
        this.idling = seed % 8 < 6 ? 1 : 24;
        Projection<Visit> projection = halls ? HALLS : VISITORS;
        this.first = Projector.of(projection, events, views).withClock(clock);
        this.newest = newestVersion == 1
                ? first
                : Projector.of(projection.version(newestVersion), events, views).withClock(clock);
        this.seen = Views.of(projection, views).withClock(clock).lookingUpEvery(Duration.ZERO);
    }

    private static String visitor(Event<?> event) {
        return Objects.requireNonNull(event.subject());
    }

    private static Visit entered(@Nullable Visit view, Event<Entered> event) {
        return new Visit(times(view) + 1, (view == null ? 0 : view.seen()) + version(event.envelope()));
    }

    private static Visit walked(@Nullable Visit view, Event<Entered> event) {
        return new Visit(times(view) + 1, version(event.envelope()));
    }

    private static int times(@Nullable Visit view) {
        return view == null ? 0 : view.times();
    }

    private static int version(Envelope event) {
        return Objects.requireNonNull(event.entityVersion());
    }

    void run() {
        turns.start(false, this::append);
        turns.start(true, () -> invoke(first));
        turns.start(true, () -> invoke(newest));
        turns.start(false, this::rebuild);
        turns.start(false, this::look);
        turns.run();
        verify();
    }

    private Disturbed.Calls calls() {
        return new Disturbed.Calls() {
            @Override
            public <T> T reading(Supplier<T> call) {
                turns.step();
                clock.advance(Duration.ofMillis(1));
                crash();
                return call.get();
            }

            @Override
            public <T> T writing(Supplier<T> call) {
                T answer = reading(call);
                if (turns.isFailing() && random.nextInt(10) == 0) {
                    // Its answer is lost, and the client asks again.
                    turns.step();
                    answer = call.get();
                }
                crash();
                return answer;
            }

            private void crash() {
                if (turns.isFailing() && random.nextInt(60) == 0) {
                    throw new Crash();
                }
            }
        };
    }

    private String stream(int number) {
        return "visitor-" + number;
    }

    private void append() {
        Map<String, Position> ends = new HashMap<>();
        for (int i = 0; i < EVENTS; i++) {
            for (int idle = random.nextInt(idling); idle > 0; idle--) {
                turns.step();
            }
            String stream = stream(random.nextInt(STREAMS));
            String hall = "hall-" + random.nextInt(2);
            NewEvent<?> event = random.nextInt(4) == 0
                    ? NewEvent.of(LEFT, new Left(hall))
                    : NewEvent.of(ENTERED, new Entered(hall));
            Position end = ends.getOrDefault(stream, Position.START);
            ends.put(
                    stream,
                    events.append(stream, ExpectedVersion.exactly(end), Append.of("append-" + i, event))
                            .orThrow()
                            .end());
            events.sequencer().sequence(List.of(stream));
        }
    }

    private void invoke(Projector<Visit> projector) {
        for (int invocation = 0; invocation < INVOCATIONS; invocation++) {
            try {
                boolean unused = projector.run(INVOCATION);
            } catch (Crash | DependencyFailure ended) {
                clock.advance(Duration.ofMillis(1));
            }
        }
    }

    private void rebuild() {
        for (int i = 0; i < READINGS; i++) {
            turns.step();
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> newest.rebuild();
                case 4 -> newest.cancelRebuild();
                default -> turns.step();
            }
        }
    }

    private void look() {
        Map<String, Sight> last = new HashMap<>();
        for (int i = 0; i < READINGS; i++) {
            String key = halls ? "hall-" + random.nextInt(2) : stream(random.nextInt(STREAMS));
            Sight before = last.getOrDefault(key, new Sight(0, false));
            Optional<Visit> now = seen.get(key).map(View::value);
            if (now.isPresent()) {
                assertThat(now.orElseThrow().seen()).as("what is read goes on").isGreaterThanOrEqualTo(before.seen());
                last.put(key, new Sight(now.orElseThrow().seen(), true));
            } else {
                assertThat(halls && before.there()).as("a hall is gone").isFalse();
                last.put(key, new Sight(before.there() ? before.seen() + 1 : before.seen(), false));
            }
        }
    }

    private void verify() {
        for (int i = 0; i < 3; i++) {
            boolean unused = newest.run(Duration.ofHours(1));
        }
        assertThat(newest.run(Duration.ofHours(1))).isTrue();
        Map<String, Visit> expected = expected();
        List<String> keys = halls
                ? List.of("hall-0", "hall-1")
                : IntStream.range(0, STREAMS).mapToObj(this::stream).toList();
        for (String key : keys) {
            assertThat(seen.get(key).map(View::value)).as(key).isEqualTo(Optional.ofNullable(expected.get(key)));
        }
        clock.advance(Duration.ofMinutes(16));
        assertThat(newest.run(Duration.ofHours(1))).isTrue();
        ProjectionStatus status = newest.status();
        assertThat(status.building()).isNull();
        assertThat(status.retired()).isZero();
        GenerationStatus live = Objects.requireNonNull(status.live());
        assertThat(live.version()).isEqualTo(newestVersion);
        for (int number = 1; number < live.number(); number++) {
            assertThat(stored.page("visits#" + number, 1, null).records()).isEmpty();
        }
    }

    /** What the events say, without any of what is tested. */
    private Map<String, Visit> expected() {
        Map<String, Visit> expected = new HashMap<>();
        for (int number = 0; number < STREAMS; number++) {
            String stream = stream(number);
            for (Envelope event : events.read(stream, ReadOptions.forward()).events()) {
                if (event.type().equals(ENTERED.name())) {
                    expected.merge(
                            halls ? String.valueOf(event.data().get("hall")) : stream,
                            new Visit(1, version(event)),
                            (before, one) ->
                                    new Visit(before.times() + 1, halls ? before.seen() + one.seen() : one.seen()));
                } else if (!halls) {
                    expected.remove(stream);
                }
            }
        }
        return expected;
    }
}
