package dev.evenstep.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.outbox.EventBus.PublishResult;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Accepted;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Refused;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events that somebody else keeps, on their way to a bus that answers as told. */
class OrderedPublisherTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final RelayFixture fixture = new RelayFixture();
    private final List<String> told = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    private Instant now = RelayFixture.NOW;
    private Runnable keeping = () -> {};

    private final OrderedPublisher publisher = new OrderedPublisher(
            "log",
            (events, time) -> {
                List<String> names =
                        events.stream().map(event -> event.envelope().id()).toList();
                fixture.calls.add(names);
                List<PublishResult> answers = names.stream().map(fixture.bus).toList();
                fixture.published.addAll(names.stream()
                        .filter(name -> answers.get(names.indexOf(name)) instanceof Accepted)
                        .toList());
                return answers;
            },
            (consumer, delivery, poison) -> {
                keeping.run();
                dead.add(delivery.group() + " " + poison.reason().code());
            },
            RelayOptions.defaults().withPause(pause -> {}),
            (consumer, outcomes) -> outcomes.forEach(outcome ->
                    told.add(outcome.delivery().id() + " " + outcome.decision().code())),
            clock(() -> now));

    private static Clock clock(Supplier<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private List<Envelope> events(String... names) {
        return fixture.committed(names).stream()
                .map(Delivery::body)
                .<Envelope>map(fixture.json::read)
                .toList();
    }

    @Test
    void eachEntitysEventsGoOneAfterTheOtherAndThoseOfTenInACall() {
        List<Envelope> all = Stream.of(1, 2)
                .flatMap(version -> IntStream.range(0, 12).mapToObj(entity -> "e" + entity + "/" + version))
                .flatMap(name -> events(name).stream())
                .toList();

        publisher.publish(all, LONG);

        assertThat(fixture.calls).extracting(List::size).containsExactly(10, 2, 10, 2);
        assertThat(fixture.published).doesNotHaveDuplicates().hasSize(24);
        assertThat(told).hasSize(24).allMatch(line -> line.endsWith(" applied"));
    }

    @Test
    void whatIsRefusedIsOfferedAgainBeforeWhatFollowsIt() {
        List<String> refusals = new ArrayList<>(List.of("a/1", "a/1"));
        fixture.bus = event -> refusals.remove(event) ? new Refused("Throttled", "later", false) : new Accepted();

        publisher.publish(events("a/1", "a/2", "b/1"), LONG);

        assertThat(fixture.published).containsExactly("b/1", "a/1", "a/2");
    }

    @Test
    void whatWillNeverBeTakenIsDeadLetteredAndItsEntityGoesOn() {
        fixture.bus = event -> event.equals("a/1") ? new Refused("MalformedDetail", "no", true) : new Accepted();

        publisher.publish(events("a/1", "a/2"), LONG);

        assertThat(dead).containsExactly("a rejected");
        assertThat(fixture.published).containsExactly("a/2");
        assertThat(told).containsExactly("a/1 poison", "a/2 applied");
    }

    @Test
    void whatTheDeadLettersDoNotTakeIsNotOut() {
        fixture.bus = event -> new Refused("MalformedDetail", "no", true);
        keeping = () -> {
            throw new IllegalStateException("The queue is away");
        };

        assertThatThrownBy(() -> publisher.publish(events("a/1", "a/2"), LONG))
                .isInstanceOf(DependencyFailure.class)
                .hasMessage("2 of 2 events are not published");
        assertThat(told).containsExactly("a/1 unpublished");
    }

    @Test
    void whatIsNotTakenFailsAndOfTheSameListOnlyTheRestGoesOutThen() {
        fixture.bus = event ->
                event.startsWith("a") ? new Refused("NotAuthorizedForSourceException", "no", false) : new Accepted();
        List<Envelope> events = events("a/1", "b/1", "a/2", "b/2");
        assertThatThrownBy(() -> publisher.publish(events, LONG))
                .isInstanceOf(DependencyFailure.class)
                .hasMessage("2 of 4 events are not published");
        assertThat(fixture.published).containsExactly("b/1", "b/2");

        fixture.bus = event -> new Accepted();
        publisher.publish(events, LONG);

        assertThat(fixture.published).containsExactly("b/1", "b/2", "a/1", "a/2");
    }

    @Test
    void whatIsAskedForAgainLaterOrAfterASuccessGoesOutAgain() {
        List<Envelope> events = events("a/1", "b/1");
        publisher.publish(events, LONG);
        publisher.publish(events, LONG);
        assertThat(fixture.published).containsExactly("a/1", "b/1", "a/1", "b/1");

        fixture.bus = event -> event.equals("a/1") ? new Refused("Throttled", "no", false) : new Accepted();
        assertThatThrownBy(() -> publisher.publish(events, LONG)).isInstanceOf(DependencyFailure.class);
        now = now.plus(Duration.ofMinutes(6));
        fixture.bus = event -> new Accepted();
        publisher.publish(events, LONG);
        assertThat(fixture.published).endsWith("b/1", "a/1", "b/1");
    }

    @Test
    void aBusThatIsAwayIsNotAskedForLong() {
        fixture.bus = event -> {
            throw new IllegalStateException("away");
        };

        assertThatThrownBy(() -> publisher.publish(events("a/1", "b/1", "a/2"), LONG))
                .isInstanceOf(DependencyFailure.class);

        assertThat(fixture.calls).hasSize(3);
        assertThat(told).containsExactlyInAnyOrder("a/1 unpublished", "b/1 unpublished");
    }

    @Test
    void itEndsInTime() {
        fixture.bus = event -> {
            now = now.plusSeconds(3);
            return new Accepted();
        };

        assertThatThrownBy(() -> publisher.publish(events("a/1", "a/2", "a/3"), Duration.ofSeconds(7)))
                .hasMessage("1 of 3 events are not published");
        assertThatNoException().isThrownBy(() -> publisher.publish(List.of(), Duration.ZERO));
    }
}
