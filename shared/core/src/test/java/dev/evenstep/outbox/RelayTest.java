package dev.evenstep.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Limits;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.outbox.EventBus.Publication;
import dev.evenstep.outbox.EventBus.Publication.Accepted;
import dev.evenstep.outbox.EventBus.Publication.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelayTest {

    private final List<List<String>> calls = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void oneCallTakesTenEntitiesAndAnEntityOneEvent() {
        List<Delivery> batch = new ArrayList<>();
        for (int version = 1; version <= 2; version++) {
            for (int entity = 0; entity < 12; entity++) {
                batch.add(event("entity-" + entity, version));
            }
        }

        List<Outcome> outcomes = relay(event -> new Accepted(), batch);

        assertThat(kinds(outcomes)).containsOnly("Applied");
        assertThat(calls).extracting(List::size).containsExactly(10, 2, 10, 2);
        assertThat(published).hasSize(24);
    }

    @Test
    void onlyTheRefusedEventIsOfferedAgainAndBeforeAnythingLaterOfItsEntity() {
        Map<String, Integer> offers = new HashMap<>();

        List<Outcome> outcomes = relay(
                event -> event.equals("a/1") && offers.merge(event, 1, Integer::sum) < 3
                        ? new Refused("ThrottlingException", "slow down", false)
                        : new Accepted(),
                List.of(event("a", 1), event("b", 1), event("a", 2), event("b", 2)));

        assertThat(kinds(outcomes)).containsOnly("Applied");
        assertThat(published).containsExactly("b/1", "b/2", "a/1", "a/2");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void anEventRefusedToTheLastIsGivenBackAndHoldsItsEntityOnly() {
        List<Outcome> outcomes = relay(
                event -> event.equals("a/1") ? new Refused("InternalFailure", "oops", false) : new Accepted(),
                List.of(event("a", 1), event("b", 1), event("a", 2)));

        assertThat(kinds(outcomes)).containsExactly("Transient", "Applied", "Held");
        assertThat(published).containsExactly("b/1");
    }

    @Test
    void anEventThatTheBusWillNeverTakeIsKeptAsideAndItsEntityGoesOn() {
        List<Outcome> outcomes = relay(
                event -> event.equals("a/1") ? new Refused("MalformedDetail", "no", true) : new Accepted(),
                List.of(event("a", 1), event("a", 2)));

        assertThat(kinds(outcomes)).containsExactly("Poison", "Applied");
        assertThat(dead).containsExactly("a/1");
    }

    @Test
    void anUnreadableRecordIsKeptAside() {
        List<Outcome> outcomes =
                relay(event -> new Accepted(), List.of(new Delivery("s-1", "", "a", 1), event("a", 2)));

        assertThat(kinds(outcomes)).containsExactly("Poison", "Applied");
        assertThat(((Poison) outcomes.getFirst().decision()).detail()).isEqualTo("The body is empty");
        assertThat(dead).containsExactly("s-1");
    }

    @Test
    void aCallThatFailsAsAWholeIsMadeAgain() {
        int[] failures = {2};

        List<Outcome> outcomes = relay(
                event -> {
                    if (failures[0]-- > 0) {
                        throw new IllegalStateException("connection reset");
                    }
                    return new Accepted();
                },
                List.of(event("a", 1)));

        assertThat(kinds(outcomes)).containsExactly("Applied");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void anEventThatMakesItsWholeCallFailKeepsBackNoOtherEntity() {
        List<Outcome> outcomes = relay(
                event -> {
                    if (event.equals("bad/1")) {
                        throw new IllegalArgumentException("the request is invalid");
                    }
                    return new Accepted();
                },
                List.of(event("bad", 1), event("a", 1), event("b", 1), event("bad", 2)));

        assertThat(kinds(outcomes)).containsExactly("Transient", "Applied", "Applied", "Held");
        assertThat(published).containsExactly("a/1", "b/1");
    }

    @Test
    void anEntitysEventsLeaveInTheOrderOfTheirVersionsHoweverTheyCame() {
        List<Outcome> outcomes =
                relay(event -> new Accepted(), List.of(event("a", 2), event("a", 3), event("b", 1), event("a", 1)));

        assertThat(kinds(outcomes)).containsOnly("Applied");
        assertThat(published).containsExactly("a/1", "b/1", "a/2", "a/3");
    }

    @Test
    void largeEventsAreSpreadOverCalls() {
        String large = "x".repeat(100 * 1024);
        List<Delivery> batch = IntStream.range(0, 20)
                .mapToObj(i -> delivery("entity-" + i, 1, large))
                .toList();

        List<Outcome> unused = relay(event -> new Accepted(), batch);

        assertThat(calls).extracting(List::size).containsExactly(9, 9, 2);
    }

    @Test
    void whatIsLeftAtTheDeadlineIsGivenBack() {
        Relay relay = new Relay(
                "relay",
                bus(event -> new Accepted()),
                new EnvelopeJson(Limits.defaults()),
                (consumer, delivery, poison) -> {},
                RelayOptions.defaults());

        List<Outcome> outcomes =
                relay.run(List.of(event("a", 1)), Deadline.in(Duration.ofSeconds(1), Clock.systemUTC()));

        assertThat(kinds(outcomes)).containsExactly("OutOfTime");
        assertThat(published).isEmpty();
    }

    private List<Outcome> relay(Function<String, Publication> answer, List<Delivery> batch) {
        Relay relay = new Relay(
                "relay",
                bus(answer),
                new EnvelopeJson(Limits.defaults()),
                (consumer, delivery, poison) -> dead.add(delivery.id()),
                RelayOptions.defaults().withPause(pauses::add));
        return relay.run(batch, Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    private EventBus bus(Function<String, Publication> answer) {
        return events -> {
            List<String> names = events.stream().map(RelayTest::name).toList();
            calls.add(names);
            List<Publication> answers = names.stream().map(answer).toList();
            for (int i = 0; i < names.size(); i++) {
                if (answers.get(i) instanceof Accepted) {
                    published.add(names.get(i));
                }
            }
            return answers;
        };
    }

    private static String name(SerializedEvent event) {
        return event.envelope().subject() + "/" + event.envelope().entityVersion();
    }

    private static List<String> kinds(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.decision().getClass().getSimpleName())
                .toList();
    }

    private static Delivery event(String entity, int version) {
        return delivery(entity, version, "");
    }

    private static Delivery delivery(String entity, int version, String note) {
        String body = """
                {"specversion":"1.0","id":"%s-%d","source":"shop","type":"T","time":"2026-11-21T08:00:00Z",
                 "subject":"%s","entityversion":%d,"data":{"note":"%s"}}""".formatted(entity, version, entity, version, note);
        return new Delivery(entity + "/" + version, body, entity, 1);
    }
}
