package dev.evenstep.internal.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.InvalidSchemaException;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is personal in an event's data is in clear for its function, and nowhere else. */
class PersonalDataTest {

    record Opened(String owner, @Nullable String mail) {}

    record Greeted(String owner, @Nullable String mail) {}

    record Demanding(String owner, String mail) {}

    private static final EventType<Opened> OPENED =
            EventType.of("bank", "Opened", Opened.class).withPersonal("owner", "mail");
    private static final EventType<Greeted> GREETED =
            EventType.of("bank", "Greeted", Greeted.class).withPersonal("owner", "mail");

    private final Fixture fixture = new Fixture();
    private final List<Opened> seen = new ArrayList<>();

    private final TransactionalConsumer greeting = Consumer.transactional("greet")
            .on(OPENED, event -> {
                seen.add(event.data());
                return Effect.none()
                        .publish(
                                GREETED,
                                new Greeted(event.data().owner(), event.data().mail()));
            });

    @Test
    void theFunctionGetsItInClearAndWhatItPublishesIsEncrypted() {
        assertThat(fixture.consume(greeting, opened("e-1", 1))).isEqualTo(new Applied());

        assertThat(seen).containsExactly(new Opened("o-1", "ada@example.com"));
        Envelope published = fixture.store.outbox().getFirst();
        assertThat(published.dataJson()).contains("\"owner\":\"o-1\"").doesNotContain("ada@example.com");
        assertThat(fixture.keys.decrypt(published).data()).containsEntry("mail", "ada@example.com");
    }

    @Test
    void theEnvelopeThatAFunctionGetsStaysEncrypted() {
        List<String> data = new ArrayList<>();
        TransactionalConsumer looking = Consumer.transactional("look").on(OPENED, event -> {
            data.add(event.envelope().dataJson());
            return Effect.none();
        });

        assertThat(fixture.consume(looking, opened("e-1", 1))).isEqualTo(new Applied());
        assertThat(data).singleElement().asString().doesNotContain("ada@example.com");
    }

    @Test
    void theSameEventEncryptedAgainIsADuplicate() {
        assertThat(fixture.consume(greeting, opened("e-1", 1))).isEqualTo(new Applied());
        assertThat(fixture.consume(greeting, opened("e-1", 1))).isEqualTo(new Duplicate(null));
    }

    @Test
    void whatIsParkedOrDeadLetteredIsAsItCame() {
        TransactionalConsumer inOrder = Consumer.transactional("ordered")
                .on(OPENED, event -> Effect.none())
                .inOrder(InOrder.byEntityVersion());
        String early = opened("e-2", 2);

        assertThat(fixture.consume(inOrder, early)).isInstanceOf(Parked.class);
        assertThat(fixture.store.parkedBehind(Fixture.stream("ordered", "account-1")))
                .singleElement()
                .satisfies(parked -> assertThat(parked.delivery().body()).isEqualTo(early));

        TransactionalConsumer failing = Consumer.transactional("failing").on(OPENED, event -> {
            throw new PermanentFailure("no");
        });
        assertThat(fixture.consume(failing, early)).isInstanceOf(Poison.class);
        assertThat(fixture.dead)
                .singleElement()
                .satisfies(letter -> assertThat(letter.delivery().body()).isEqualTo(early));
    }

    @Test
    void afterItsKeyIsErasedAnOrderedConsumerGoesOnWithoutIt() {
        List<String> bodies = List.of(opened("e-1", 1), opened("e-2", 2));
        TransactionalConsumer inOrder = greeting.inOrder(InOrder.byEntityVersion());

        fixture.keys.erase("o-1");

        assertThat(fixture.consumeAll(inOrder, bodies)).containsExactly("Applied", "Applied");
        assertThat(seen).containsExactly(new Opened("o-1", null), new Opened("o-1", null));
        assertThat(fixture.store.outbox())
                .allSatisfy(event -> assertThat(event.dataJson()).isEqualTo("{\"owner\":\"o-1\",\"mail\":null}"));
    }

    @Test
    void anUpcastSeesItInClear() {
        EventType<Opened> later = EventType.of("bank", "Opened", Opened.class)
                .at(2, Upcast.from(1, data -> data.put("mail", "mailto:" + Objects.requireNonNull(data.get("mail")))))
                .withPersonal("owner", "mail");
        TransactionalConsumer consumer = Consumer.transactional("later").on(later, event -> {
            seen.add(event.data());
            return Effect.none();
        });

        assertThat(fixture.consume(consumer, opened("e-1", 1))).isEqualTo(new Applied());
        assertThat(seen).containsExactly(new Opened("o-1", "mailto:ada@example.com"));
    }

    @Test
    void anEventThatCannotBeReadWithoutWhatIsErasedSaysSo() {
        EventType<Opened> later = EventType.of("bank", "Opened", Opened.class)
                .at(2, Upcast.from(1, data -> data.put("mail", Objects.requireNonNull(data.get("mail")))))
                .withPersonal("owner", "mail");
        String body = opened("e-1", 1);
        fixture.keys.erase("o-1");

        Decision decision = fixture.consume(Consumer.transactional("later").on(later, event -> Effect.none()), body);

        assertThat(decision).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.ERASED);
            assertThat(poison.detail()).isEqualTo("Opened cannot be read without [mail], which is erased");
        });
    }

    @Test
    void whatIsFromBeforeTheFieldWasPersonalIsReadInClear() {
        String clear = body(envelope("e-1", 1).withData(1, "{\"owner\":\"o-1\",\"mail\":\"ada@example.com\"}"));

        assertThat(fixture.consume(greeting, clear)).isEqualTo(new Applied());
        assertThat(seen).containsExactly(new Opened("o-1", "ada@example.com"));
    }

    @Test
    void aConsumerThatDoesNotSayThatItIsPersonalGetsItsTextAndNeedsNoKey() {
        EventType<Opened> unmarked = EventType.of("bank", "Opened", Opened.class);
        TransactionalConsumer consumer = Consumer.transactional("other")
                .on(
                        unmarked,
                        event -> Effect.of(Write.update(ItemKey.of(
                                        "mails", "owner", event.data().owner()))
                                .set("mail", String.valueOf(event.data().mail()))));
        String body = opened("e-1", 1);
        fixture.keys.erase("o-1");

        assertThat(fixture.consume(consumer, body)).isEqualTo(new Applied());
        assertThat(fixture.store
                        .get(ItemKey.of("mails", "owner", "o-1"))
                        .orElseThrow()
                        .text("mail"))
                .startsWith("personal.1.");
    }

    @Test
    void aComponentThatMayBeErasedMustBeNullable() {
        var types = List.of(EventType.of("bank", "Opened", Demanding.class).withPersonal("owner", "mail"));

        assertThatThrownBy(() -> ConsumerDefinition.of(
                                Consumer.transactional("x").on(types.getFirst(), e -> Effect.none()))
                        .types(new DataBinding(), fixture.options().encryption()))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessage("Event type Opened: mail is personal, and may be erased: make it @Nullable");
    }

    @Test
    void aPersonalFieldThatTheClassDoesNotHaveIsNamed() {
        TransactionalConsumer consumer = Consumer.transactional("x")
                .on(
                        EventType.of("bank", "Opened", Opened.class).withPersonal("owner", "emial"),
                        event -> Effect.none());

        assertThatThrownBy(() -> ConsumerDefinition.of(consumer)
                        .types(new DataBinding(), fixture.options().encryption()))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessage("Event type Opened: emial is personal, and Opened has no emial");
    }

    @Test
    void whatAnUpcastThrowsOfAPersonalValueIsNotTold() {
        EventType<Opened> later = EventType.of("bank", "Opened", Opened.class)
                .at(2, Upcast.from(1, data -> data.put("mail", Integer.valueOf((String) data.get("mail")))))
                .withPersonal("owner", "mail");

        Decision decision =
                fixture.consume(Consumer.transactional("later").on(later, event -> Effect.none()), opened("e-1", 1));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Poison.class,
                        poison -> assertThat(poison)
                                .isEqualTo(new Poison(
                                        Reason.UNREADABLE_DATA,
                                        "Opened of schema version 1 could not be upcast to 2: NumberFormatException",
                                        poison.cause())));
        assertThat(String.valueOf(((Poison) decision).cause())).doesNotContain("ada@example.com");
        assertThat(((Poison) decision).cause()).hasNoCause();
    }

    @Test
    void withoutKeysItDoesNotStart() {
        assertThatThrownBy(() -> ConsumerDefinition.of(greeting)
                        .types(new DataBinding(), ConsumeOptions.defaults().encryption()))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("Event type Opened has personal fields: give the keys, with withSubjectKeys(…)");
    }

    private String opened(String id, int version) {
        return body(fixture.keys.encrypt(
                OPENED, envelope(id, version).withData(1, "{\"owner\":\"o-1\",\"mail\":\"ada@example.com\"}")));
    }

    private static String body(Envelope envelope) {
        return new EnvelopeJson(Limits.defaults()).write(envelope);
    }

    private static Envelope envelope(String id, int version) {
        return Envelope.of(id, "bank", "Opened", Fixture.NOW).about(Entity.of("account-1", version));
    }
}
