package dev.evenstep.internal.outbox;

import static dev.evenstep.internal.outbox.RelayFixture.both;
import static dev.evenstep.internal.outbox.RelayFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.outbox.EventBus.InvalidCallException;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Accepted;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Refused;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the relay does with the bus's answers. */
class RelayTest {

    private final RelayFixture fixture = new RelayFixture();

    @Test
    void oneCallTakesTenEntitiesAndAnEntityOneEvent() {
        List<Delivery> batch = new ArrayList<>();
        for (int version = 1; version <= 2; version++) {
            for (int entity = 0; entity < 12; entity++) {
                batch.addAll(fixture.committed("entity-" + entity + "/" + version));
            }
        }

        assertThat(fixture.run(batch)).containsOnly("Applied");
        assertThat(fixture.calls).extracting(List::size).containsExactly(10, 2, 10, 2);
        assertThat(fixture.published).hasSize(24);
    }

    @Test
    void onlyTheRefusedEventIsOfferedAgainAndBeforeAnythingLaterOfItsEntity() {
        Map<String, Integer> offers = new HashMap<>();
        fixture.bus = event -> event.equals("a/1") && offers.merge(event, 1, Integer::sum) < 3
                ? new Refused("ThrottlingException", "slow down", false)
                : new Accepted();

        assertThat(fixture.run(fixture.committed("a/1", "b/1", "a/2", "b/2"))).containsOnly("Applied");
        assertThat(fixture.published).containsExactly("b/1", "b/2", "a/1", "a/2");
        assertThat(fixture.pauses).hasSize(2);
    }

    @Test
    void anEventRefusedToTheLastStaysInTheOutboxAndHoldsItsEntityOnly() {
        fixture.bus = event -> event.equals("a/1") ? new Refused("InternalFailure", "oops", false) : new Accepted();
        List<Delivery> batch = fixture.committed("a/1", "b/1", "a/2");

        assertThat(fixture.run(batch)).containsExactly("Unpublished", "Applied", "Unpublished");
        assertThat(fixture.published).containsExactly("b/1");

        fixture.bus = event -> new Accepted();
        assertThat(fixture.run(batch)).containsExactly("Applied", "Applied", "Applied");
        assertThat(fixture.published.stream().filter(event -> event.startsWith("a")))
                .containsExactly("a/1", "a/2");
    }

    @Test
    void anEventThatTheBusWillNeverTakeIsKeptAsideAndItsEntityGoesOn() {
        fixture.bus = event -> event.equals("a/1") ? new Refused("MalformedDetail", "no", true) : new Accepted();

        assertThat(fixture.run(fixture.committed("a/1", "a/2"))).containsExactly("Poison", "Applied");
        assertThat(fixture.dead).extracting(Delivery::group).containsExactly("a");
        assertThat(fixture.store.log().unpublished("a", 1, 2)).isEmpty();
    }

    @Test
    void anEventThatCannotEvenBeKeptAsideHoldsItsEntity() {
        fixture.bus = event -> event.equals("a/1") ? new Refused("MalformedDetail", "no", true) : new Accepted();
        RelayPorts ports =
                new RelayPorts(fixture.store.log(), (events, time) -> List.of(fixture.bus.apply("a/1")), (c, d, p) -> {
                    throw new IllegalStateException("the queue is gone");
                });
        Relay relay = new Relay("relay", ports, fixture.json, RelayOptions.defaults());

        assertThat(fixture.run(relay, fixture.committed("a/1", "a/2"))).containsExactly("Unpublished", "Unpublished");
        assertThat(fixture.store.log().unpublished("a", 1, 2)).hasSize(2);
    }

    @Test
    void anUnreadableRowIsKeptAsideAndItsEntityGoesOn() {
        List<Delivery> batch = List.of(record("a", 1, "nonsense"), fixture.noted("a/2", ""));

        assertThat(fixture.run(batch)).containsExactly("Poison", "Applied");
        assertThat(fixture.dead).extracting(Delivery::body).containsExactly("nonsense");
        assertThat(fixture.published).containsExactly("a/2");
    }

    @Test
    void aRecordThatTellsOfNoRowIsKeptAside() {
        Delivery nameless = new Delivery("s-1", "", "", 1);

        List<Decision> decisions =
                fixture.relay().run(List.of(nameless), Deadline.in(Duration.ofMinutes(1), Clock.systemUTC())).stream()
                        .map(outcome -> outcome.decision())
                        .toList();

        assertThat(decisions)
                .singleElement()
                .isInstanceOfSatisfying(
                        Decision.Poison.class,
                        poison -> assertThat(poison.detail())
                                .isEqualTo(
                                        "The record does not say which entity and version of the outbox it tells of"));
        assertThat(fixture.dead).containsExactly(nameless);
    }

    @Test
    void aCallThatFailsAsAWholeIsMadeAgain() {
        int[] failures = {2};
        fixture.bus = event -> {
            if (failures[0]-- > 0) {
                throw new IllegalStateException("connection reset");
            }
            return new Accepted();
        };

        assertThat(fixture.run(fixture.committed("a/1"))).containsExactly("Applied");
        assertThat(fixture.pauses).hasSize(2);
    }

    @Test
    void anEventThatMakesItsWholeCallFailKeepsBackNoOtherEntity() {
        fixture.bus = event -> {
            if (event.equals("bad/1")) {
                throw new InvalidCallException("the request is invalid", new IllegalStateException("400"));
            }
            return new Accepted();
        };

        assertThat(fixture.run(fixture.committed("bad/1", "a/1", "b/1", "bad/2")))
                .containsExactly("Unpublished", "Applied", "Applied", "Unpublished");
        assertThat(fixture.published).containsExactly("a/1", "b/1");
    }

    @Test
    void manyEventsThatMakeTheirCallInvalidAreToldFromABusThatIsAway() {
        fixture.bus = event -> {
            if (event.startsWith("bad")) {
                throw new InvalidCallException("the request is invalid", new IllegalStateException("400"));
            }
            return new Accepted();
        };
        List<Delivery> batch = fixture.committed("bad-1/1", "bad-2/1", "bad-3/1", "bad-4/1", "bad-5/1", "a/1");

        assertThat(fixture.run(batch)).endsWith("Unpublished", "Applied");
    }

    @Test
    void aBusThatIsAwayIsAskedThreeTimesABatchAndTheRecordsAreDoneWith() {
        fixture.bus = event -> {
            throw new IllegalStateException("AccessDeniedException");
        };
        List<Delivery> batch = new ArrayList<>();
        for (int entity = 0; entity < 100; entity++) {
            batch.addAll(fixture.committed("entity-" + entity + "/1", "entity-" + entity + "/2"));
        }

        assertThat(fixture.run(batch)).containsOnly("Unpublished");
        assertThat(fixture.calls).hasSize(3);
        assertThat(fixture.marks).isEmpty();

        fixture.bus = event -> new Accepted();
        assertThat(fixture.run(batch)).containsOnly("Applied");
    }

    @Test
    void aBusThatHangsIsAskedTwiceAndSomeOfTheTimeIsLeft() {
        Deadline deadline = hanging(Duration.ofSeconds(10));

        assertThat(RelayFixture.kinds(fixture.relay().run(fixture.committed("a/1", "b/1"), deadline)))
                .containsExactly("Unpublished", "Unpublished");
        assertThat(fixture.times).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void whatABusThatHangsHadInItsHandsIsDoneWithAtTheDeadline() {
        Deadline deadline = hanging(Duration.ofMillis(3_800));

        assertThat(RelayFixture.kinds(fixture.relay().run(fixture.committed("a/1", "b/1"), deadline)))
                .containsExactly("Unpublished", "Unpublished");
        assertThat(fixture.times).containsExactly(Duration.ofMillis(2_800));
        assertThat(deadline.remaining()).isPositive();
    }

    private Deadline hanging(Duration time) {
        Instant[] now = {Instant.EPOCH};
        InstantSource clock = () -> now[0];
        fixture.bus = event -> {
            now[0] = now[0].plus(fixture.times.getLast());
            throw new IllegalStateException("timed out");
        };
        return Deadline.in(time, clock.withZone(ZoneOffset.UTC));
    }

    @Test
    void aCallHasNoMoreTimeThanIsLeftForIt() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        assertThat(RelayFixture.kinds(
                        fixture.relay().run(fixture.committed("a/1"), Deadline.in(Duration.ofMillis(2_400), clock))))
                .containsExactly("Applied");
        assertThat(fixture.times).containsExactly(Duration.ofMillis(1_400));
    }

    @Test
    void largeEventsAreSpreadOverCalls() {
        String large = "x".repeat(100 * 1024);
        List<Delivery> batch = IntStream.range(0, 20)
                .mapToObj(i -> fixture.noted("entity-" + i + "/1", large))
                .toList();

        assertThat(fixture.run(batch)).containsOnly("Applied");
        assertThat(fixture.calls).extracting(List::size).containsExactly(9, 9, 2);
    }

    @Test
    void whatIsLeftAtTheDeadlineIsGivenBack() {
        List<Delivery> batch = fixture.committed("a/1");

        assertThat(RelayFixture.kinds(
                        fixture.relay().run(batch, Deadline.in(Duration.ofSeconds(1), Clock.systemUTC()))))
                .containsExactly("DeadlineExceeded");
        assertThat(fixture.published).isEmpty();
        assertThat(fixture.run(both(batch, batch))).containsExactly("Applied", "Applied");
    }
}
