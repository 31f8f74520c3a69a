package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of {@link EventStoreConformance}: subscriptions read the log on from their checkpoints. */
interface SubscriptionsConformance extends EventStoreFixture {

    /** Another type. */
    record Closed(String why) {}

    EventType<Closed> CLOSED = EventType.of("ledger", "Closed", Closed.class);

    Duration LONG = Duration.ofMinutes(1);

    /** Appended and sequenced. */
    private void log(String stream, NewEvent<?>... events) {
        assertThat(store().append(
                                stream,
                                ExpectedVersion.any(),
                                Append.of(UUID.randomUUID().toString(), events)))
                .isInstanceOf(AppendOutcome.Appended.class);
        store().sequencer().sequence(List.of(stream));
    }

    private Subscription subscription(LogHandler handler) {
        return Subscription.of("subscription-" + run(), store().log(), store().checkpoints(), handler)
                .ofStreams(stream())
                .withClock(clock());
    }

    private static LogHandler each(Consumer<String> event) {
        return (shard, entries) -> entries.stream()
                .map(LogEntry::events)
                .forEach(events -> events.forEach(
                        one -> event.accept(one.type() + "-" + one.subject() + "@" + one.entityVersion())));
    }

    private List<String> seen(UnaryOperator<Subscription> change) {
        List<String> seen = new ArrayList<>();
        assertThat(change.apply(subscription(each(seen::add))).run(LONG)).isTrue();
        return seen;
    }

    private String booked(String stream, int version) {
        return "Booked-" + stream + "@" + version;
    }

    @Test
    default void aSubscriptionGoesOnWhereItWas() {
        log(stream(), booked(1));
        assertThat(seen(same -> same)).containsExactly(booked(stream(), 1));
        log(stream(), booked(2));
        assertThat(seen(same -> same)).containsExactly(booked(stream(), 2));
        assertThat(seen(same -> same)).isEmpty();

        store().checkpoints().forget("subscription-" + run());
        assertThat(seen(same -> same)).containsExactly(booked(stream(), 1), booked(stream(), 2));
    }

    @Test
    default void aSubscriptionBeginsWhereItIsToldTo() {
        log(stream(), booked(1));
        LogPosition position = store().log().end();
        log(stream(), booked(2));
        Subscription begun = subscription(each(event -> {})).from(position);
        assertThat(begun.lag().entries()).isEqualTo(1);

        assertThat(seen(whole -> whole.from(position))).containsExactly(booked(stream(), 2));

        assertThat(begun.lag()).isEqualTo(LogReader.Lag.NONE);
        log(stream(), booked(3));
        assertThat(seen(whole -> whole.from(LogPosition.START))).containsExactly(booked(stream(), 3));
    }

    @Test
    default void aSubscriptionAsksForTypesStreamsAndTags() {
        String other = stream() + "-other";
        log(stream(), booked(1).withExtension("branch", "north"), NewEvent.of(CLOSED, new Closed("moved")));
        log(other, booked(1).withExtension("branch", "south"));
        UnaryOperator<Subscription> fresh = whole -> {
            store().checkpoints().forget(whole.name());
            return whole;
        };

        assertThat(seen(whole -> fresh.apply(whole).ofTypes(Set.of("Closed"))))
                .containsExactly("Closed-" + stream() + "@2");
        assertThat(seen(whole -> fresh.apply(whole).ofStreams(other))).containsExactly(booked(other, 1));
        assertThat(seen(whole -> fresh.apply(whole).tagged("branch", "north"))).containsExactly(booked(stream(), 1));
        assertThat(seen(whole -> fresh.apply(whole).tagged("branch", "north").ofTypes(Set.of("Closed"))))
                .isEmpty();
    }

    @Test
    default void twoThatRunItAtOnceLoseNothing() {
        log(stream(), booked(1));
        List<String> other = new ArrayList<>();
        List<String> mine = new ArrayList<>();
        Subscription runs = subscription(each(event -> {
            other.addAll(seen(same -> same));
            log(stream(), booked(2));
            mine.add(event);
        }));

        assertThat(runs.run(LONG)).isFalse();

        assertThat(mine).containsExactly(booked(stream(), 1));
        assertThat(other).containsExactly(booked(stream(), 1));
        assertThat(seen(same -> same)).containsExactly(booked(stream(), 2));
    }

    @Test
    default void whatFailsComesAgainAndHoldsUpNoOtherShard() {
        String other = elsewhere();
        log(stream(), booked(1));
        log(other, booked(1));
        List<String> seen = new ArrayList<>();
        Subscription failing = subscription(each(event -> {
            if (event.contains(stream() + "@")) {
                throw new IllegalStateException("The view is away");
            }
            seen.add(event);
        }));

        assertThatThrownBy(() -> failing.run(LONG)).hasMessage("The view is away");

        assertThat(seen).containsExactly(booked(other, 1));
        assertThat(seen(same -> same)).containsExactly(booked(stream(), 1));
    }

    /** A stream in another shard. */
    private String elsewhere() {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> stream() + "-" + number)
                .filter(name -> EventLog.shardOf(name) != EventLog.shardOf(stream()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void aRunEndsInTimeAndTheNextOneGoesOn() {
        for (int i = 0; i < 5; i++) {
            log(stream(), booked(i));
        }
        List<String> seen = new ArrayList<>();
        Subscription slow = subscription(each(event -> {
                    clock().advance(Duration.ofSeconds(2));
                    seen.add(event);
                }))
                .from(store().log().end().with(EventLog.shardOf(stream()), 0))
                .inPagesOf(1);

        assertThat(slow.run(Duration.ofSeconds(3))).isFalse();
        assertThat(seen).hasSize(2);
        assertThat(slow.run(Duration.ofSeconds(30))).isTrue();
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                        .mapToObj(version -> booked(stream(), version))
                        .toList());
    }

    @Test
    default void theHandlerKnowsHowMuchTimeIsLeft() {
        log(stream(), booked(1));
        List<Duration> left = new ArrayList<>();
        Subscription timed = subscription(new LogHandler() {
            @Override
            public void handle(int shard, List<LogEntry> entries) {
                throw new IllegalStateException("Nobody said how long");
            }

            @Override
            public void handle(int shard, List<LogEntry> entries, Duration time) {
                left.add(time);
            }
        });

        assertThat(timed.run(Duration.ofSeconds(7))).isTrue();

        assertThat(left).contains(Duration.ofSeconds(7));
    }

    @Test
    default void theLagIsWhatWasNotReadAndSinceWhen() {
        Subscription behind = subscription(each(event -> {})).from(store().log().end());
        assertThat(behind.lag()).isEqualTo(LogReader.Lag.NONE);
        log(stream(), booked(1));
        clock().advance(Duration.ofSeconds(40));
        log(elsewhere(), booked(1));
        clock().advance(Duration.ofSeconds(2));

        assertThat(behind.lag()).isEqualTo(new LogReader.Lag(2, Duration.ofSeconds(42)));
        assertThat(behind.run(LONG)).isTrue();
        assertThat(behind.lag()).isEqualTo(LogReader.Lag.NONE);
    }
}
