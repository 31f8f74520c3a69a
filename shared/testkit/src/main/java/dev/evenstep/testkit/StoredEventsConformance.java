package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import dev.evenstep.spi.SubjectKeys;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a stored event is when it is read. */
interface StoredEventsConformance extends EventStoreFixture {

    /** Of schema version 2 of {@code Booked}. */
    record BookedInCurrency(int amount, String currency) {}

    record Owned(String owner, @Nullable String name, int amount) {}

    /** Numbers as they must come back. */
    record Measured(BigDecimal exact, long large, List<Integer> few, Map<String, String> texts) {}

    EventType<Owned> OWNED = EventType.of("ledger", "Owned", Owned.class).withPersonal("owner", "name");

    @Test
    default void anEventIsAnEnvelopeAboutItsStreamAtItsVersion() {
        CorrelationContext correlation = new CorrelationContext("co", "ca", "00-trace-01");
        Append append =
                Append.of("a-1", bookings(1, 2)).withCorrelation(correlation).withActor("teller-7");

        assertThat(store().append(stream(), ExpectedVersion.empty(), append)).isInstanceOf(Appended.class);

        List<Envelope> events = store().read(stream(), ReadOptions.forward()).events();
        assertThat(events).hasSize(2);
        Envelope second = events.getLast();
        assertThat(second.source()).isEqualTo("ledger");
        assertThat(second.type()).isEqualTo("Booked");
        assertThat(second.schemaVersion()).isEqualTo(1);
        assertThat(second.time()).isEqualTo(START);
        assertThat(second.subject()).isEqualTo(stream());
        assertThat(second.entityVersion()).isEqualTo(2);
        assertThat(second.correlation()).isEqualTo(correlation);
        assertThat(second.extension("actor")).isEqualTo("teller-7");
        assertThat(second.dataJson()).isEqualTo("{\"amount\":2,\"note\":\"n-2\"}");
    }

    @Test
    default void anEventHasItsOwnExtensionsBesideTheActor() {
        Map<String, Object> own = Map.of("notbefore", "2026-12-24T18:00:00Z", "priority", 3, "urgent", true);
        NewEvent<?> plain = bookings(1).getFirst();
        NewEvent<?> extended = plain;
        for (Map.Entry<String, Object> extension : own.entrySet()) {
            extended = extended.withExtension(extension.getKey(), extension.getValue());
        }
        Append append = Append.of("a-1", plain, extended);

        assertThat(store().append(stream(), ExpectedVersion.empty(), append.withActor("teller-7")))
                .isInstanceOf(Appended.class);

        List<Envelope> events = store().read(stream(), ReadOptions.forward()).events();
        assertThat(events.getFirst().extensions()).isEqualTo(Map.of("actor", "teller-7"));
        assertThat(events.getLast().extensions()).containsAllEntriesOf(own).containsEntry("actor", "teller-7");
        Append malformed = Append.of("a-2", plain.withExtension("notbefore", "soon"));
        assertThatThrownBy(() -> store().append(stream(), ExpectedVersion.any(), malformed))
                .hasMessageContaining("notbefore is not a time of RFC 3339");
    }

    @Test
    default void dataKeepsItsValue() {
        EventType<Measured> measured = EventType.of("ledger", "Measured", Measured.class);
        Measured data = new Measured(
                new BigDecimal("1.50"), Long.MAX_VALUE, List.of(1, 2), Map.of("é\u0000\"", "\uD83D\uDE00\n"));

        assertThat(store().append(stream(), ExpectedVersion.empty(), Append.of("a-1", NewEvent.of(measured, data))))
                .isInstanceOf(Appended.class);

        assertThat(EventReader.of(List.of(measured)).read(only()).data()).isEqualTo(data);
    }

    @Test
    default void anOldEventIsReadAtTheCurrentVersion() {
        fill(1, 1);
        EventType<BookedInCurrency> current = EventType.of("ledger", "Booked", BookedInCurrency.class)
                .at(2, Upcast.from(1, data -> data.put("currency", "EUR")));

        assertThat(EventReader.of(List.of(current)).read(only()).data()).isEqualTo(new BookedInCurrency(1, "EUR"));
        assertThat(store().append(
                                stream(),
                                ExpectedVersion.exactly(1),
                                Append.of("a-2", NewEvent.of(current, new BookedInCurrency(2, "CHF")))))
                .isInstanceOf(Appended.class);
        assertThat(store().read(stream(), ReadOptions.backward().limit(1)).events())
                .extracting(Envelope::schemaVersion)
                .containsExactly(2);
        assertThat(only().schemaVersion()).isEqualTo(1);
    }

    @Test
    default void aPersonalFieldIsStoredEncryptedAndIsGoneWhenItsKeyIsErased() {
        SubjectKeys keys = SubjectKeys.inMemory();
        EventStore store = store(EventStoreOptions.defaults().withClock(clock()).withSubjectKeys(keys));
        Append append = Append.of("a-1", NewEvent.of(OWNED, new Owned("c-1", "Ada", 5)));
        Appended appended =
                store.append(stream(), ExpectedVersion.empty(), append).orThrow();
        EventReader reader = EventReader.of(List.of(OWNED), keys);

        assertThat(only().dataJson()).doesNotContain("Ada").contains("c-1");
        assertThat(reader.read(only()).data()).isEqualTo(new Owned("c-1", "Ada", 5));

        keys.erase("c-1");

        assertThat(reader.read(only()).data()).isEqualTo(new Owned("c-1", null, 5));
        assertThat(store.append(stream(), ExpectedVersion.empty(), append)).isEqualTo(appended);
    }

    @Test
    default void aPersonalFieldIsNotStoredWithoutKeys() {
        Append append = Append.of("a-1", NewEvent.of(OWNED, new Owned("c-1", "Ada", 5)));

        assertThatThrownBy(() -> store().append(stream(), ExpectedVersion.empty(), append))
                .isInstanceOf(ConfigurationFailure.class);
    }

    private Envelope only() {
        return store().read(stream(), ReadOptions.forward()).events().getFirst();
    }
}
