package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.NOTED;
import static dev.evenstep.internal.consume.Fixture.NOW;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.event.EventReference;
import dev.evenstep.internal.consume.Fixture.Deposited;
import dev.evenstep.internal.consume.Fixture.Noted;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of an event reaches its handler and what is published because of it. */
class CarriedOnTest {

    record Priced(BigDecimal total, double rate) {}

    record Total(long total, JsonNode rate) {}

    private static final EventType<Priced> PRICED = EventType.of("bank", "Priced", Priced.class);
    private static final EventType<Total> TOTAL = EventType.of("bank", "Priced", Total.class);

    private final Fixture fixture = new Fixture();
    private final List<Envelope> handled = new ArrayList<>();

    @Test
    void extensionsReachTheHandlerAndTravelOn() {
        consume(
                event -> Effect.none().publish(NOTED, new Noted("one")),
                with("\"tenant\":\"acme\",\"priority\":7,\"test\":true"));

        Map<String, Object> extensions = Map.of("tenant", "acme", "priority", 7, "test", true);
        assertThat(handled.getFirst().extensions()).isEqualTo(extensions);
        assertThat(published().extensions()).isEqualTo(extensions);
    }

    @Test
    void whatSpeaksOfTheOneEventDoesNotTravelOn() {
        consume(event -> Effect.none(), deposited("e-0", 3, 10));
        consume(event -> Effect.none().publish(NOTED, new Noted("one")), with("""
                "sequence":"4","sequencetype":"Integer","dependson":"bank#e-0","dataref":"urn:x",
                "expirytime":"2027-01-01T00:00:00Z","recordedtime":"2026-01-01T00:00:00Z","tenant":"acme\""""));

        assertThat(handled.getLast().dependsOn()).containsExactly(new EventReference("bank", "e-0", null, null));
        assertThat(published().extensions()).isEqualTo(Map.of("tenant", "acme"));
    }

    @Test
    void aHandlerNamesTheEventsThatWhatItPublishesDependsOn() {
        consume(
                event -> Effect.none()
                        .publish(NOTED, new Noted("one"))
                        .publish(NOTED, new Noted("two"))
                        .dependingOn(EventReference.to(event.envelope()), new EventReference("a", "b", null, null)),
                with("\"tenant\":\"acme\""));

        assertThat(fixture.store.outbox().getFirst().dependsOn()).isEmpty();
        assertThat(fixture.store.outbox().getLast().dependsOn())
                .containsExactly(
                        new EventReference("bank", "e-1", "account-1", 4L), new EventReference("a", "b", null, null));
        assertThat(fixture.store.outbox().getLast().extension("tenant")).isEqualTo("acme");
    }

    @Test
    void anExtensionOfAnOutgoingEventIsItsOwn() {
        consume(
                event -> Effect.none()
                        .publishUnordered(NOTED, new Noted("one"))
                        .withExtension("tenant", "other")
                        .withExtension("step", 2),
                with("\"tenant\":\"acme\",\"test\":true"));

        assertThat(published().extensions()).isEqualTo(Map.of("tenant", "other", "step", 2, "test", true));
    }

    @Test
    void anEventWithoutATimeHasThatOfItsDelivery() {
        String timeless = deposited("e-1", 4, 10).replace("\"time\":\"2026-11-21T08:00:00Z\",", "");
        Instant sent = Instant.parse("2026-11-21T07:00:00Z");

        consume(event -> Effect.none(), timeless, sent);
        consume(event -> Effect.none(), timeless.replace("e-1", "e-2"), null);
        consume(event -> Effect.none(), deposited("e-3", 5, 10), sent);

        assertThat(handled).extracting(Envelope::time).containsExactly(sent, NOW, NOW);
    }

    @Test
    void numbersKeepTheirValueFromHandlerToConsumer() {
        consume(
                event -> Effect.none()
                        .publish(PRICED, new Priced(new BigDecimal("100").stripTrailingZeros(), 1.0E10))
                        .withResult(new BigDecimal("1E+2")),
                with("\"tenant\":\"acme\""));

        String text = new EnvelopeJson(Limits.defaults()).write(published());
        assertThat(text).contains("\"data\":{\"total\":100,\"rate\":10000000000}");
        List<Total> read = new ArrayList<>();
        assertThat(fixture.consume(
                        Consumer.transactional("reader").on(TOTAL, event -> {
                            read.add(event.data());
                            return Effect.none();
                        }),
                        text))
                .isInstanceOf(Applied.class);
        assertThat(read).extracting(Total::total).containsExactly(100L);
        assertThat(fixture.consume(consumer(event -> Effect.none()), with("\"tenant\":\"acme\"")))
                .isEqualTo(new Duplicate("100"));
    }

    private void consume(Function<Event<Deposited>, Effect> function, String body) {
        consume(function, body, null);
    }

    private void consume(Function<Event<Deposited>, Effect> function, String body, @Nullable Instant sent) {
        Decision decision = fixture.consume(consumer(function), new Delivery("m", body, null, 1, sent, Map.of()));
        assertThat(decision).isInstanceOf(Applied.class);
    }

    private TransactionalConsumer consumer(Function<Event<Deposited>, Effect> function) {
        return Consumer.transactional("consumer").on(DEPOSITED, event -> {
            handled.add(event.envelope());
            return function.apply(event);
        });
    }

    private Envelope published() {
        return fixture.store.outbox().getLast();
    }

    private static String with(String extensions) {
        return deposited("e-1", 4, 10).replace("\"data\":", extensions + ",\"data\":");
    }
}
