package dev.evenstep.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.saga.SagaOutcome.SagaAdvanced;
import dev.evenstep.saga.SagaOutcome.SagaLate;
import dev.evenstep.saga.SagaWorld.Told;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Definitions, and instances that outlive them. */
class SagaVersionsTest {

    private static final Saga<Told> SECOND = SagaWorld.SAGA
            .version(2)
            .step("d", step -> sending("Do-d").apply(step).succeedsOn(SagaWorld.type("Done-d"), Told::key));

    private final SagaFixture saga = new SagaFixture();

    @Test
    void anInstanceKeepsItsVersionAndANewOneHasTheNewest() {
        saga.tellAll("Started");
        SagaHandler both = saga.handler(SECOND, SagaWorld.SAGA);
        SagaOutcome unused = both.handle(SagaFixture.event("e-2", "Started", "8"));

        assertThat(both.handle(SagaFixture.event("e-3", "Done-d", "7"))).isInstanceOf(SagaLate.class);
        for (String step : SagaWorld.STEPS) {
            assertThat(both.handle(SagaFixture.event("e-" + step, "Done-" + step, "7")))
                    .isInstanceOf(SagaAdvanced.class);
        }

        assertThat(saga.instance().version()).isEqualTo(1);
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(SagaInstance.find(saga.store, "world", "8"))
                .extracting(SagaInstance::version)
                .isEqualTo(2);
    }

    @Test
    void anInstanceWhoseVersionIsGoneIsQuarantinedOnceAndGoesOnWhenItIsBack() {
        saga.tellAll("Started");
        String reason = "world-7 is quarantined: Version 1 of saga world is not registered";

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> saga.tell("e-a", "Done-a", SECOND))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessage(reason);
        }
        assertThatThrownBy(() -> saga.retry("op-1", SECOND)).hasMessage(reason);
        assertThatThrownBy(() -> saga.tell("e-a", "Done-a")).hasMessage(reason);
        assertThat(saga.history()).containsExactly("SagaStarted", "StepBegun", "StepTimeout", "SagaQuarantined");
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.QUARANTINED);

        assertThat(saga.retry("op-1", SECOND, SagaWorld.SAGA)).isInstanceOf(SagaAdvanced.class);
        assertThat(saga.sent()).containsExactly("Do-a", "Do-a");
        assertThat(saga.tell("e-a", "Done-a")).as("redriven").isInstanceOf(SagaAdvanced.class);
        assertThat(saga.instance().step()).isEqualTo("b");

        assertThatThrownBy(() -> saga.tell("e-b", "Done-b", SECOND)).hasMessage(reason);
        assertThat(saga.giveUp("op-2", SagaWorld.SAGA)).isInstanceOf(SagaAdvanced.class);
        assertThat(saga.sent()).endsWith("Do-b", "Undo-b");
    }

    @Test
    void anInstanceAtAStepThatIsGoneIsQuarantined() {
        saga.tellAll("Started", "Done-a");
        Saga<Told> without = Saga.named("world", Told.class)
                .startedBy(SagaWorld.type("Started"), Told::key, told -> told)
                .step("a", step -> sending("Do-a").apply(step).succeedsOn(SagaWorld.type("Done-a"), Told::key))
                .step("c", step -> sending("Do-c").apply(step).succeedsOn(SagaWorld.type("Done-b"), Told::key));

        assertThatThrownBy(() -> saga.tell("e-b", "Done-b", without))
                .hasMessage("world-7 is quarantined: Step b is not in version 1 of saga world");
    }

    @Test
    void anInstanceThatKeepsAnEventThatMeansNothingNowIsQuarantined() {
        saga.tellAll("Started", "Done-b");
        Saga<Told> without = Saga.named("world", Told.class)
                .startedBy(SagaWorld.type("Started"), Told::key, told -> told)
                .step("a", step -> sending("Do-a").apply(step).succeedsOn(SagaWorld.type("Done-a"), Told::key));

        assertThatThrownBy(() -> saga.tell("e-a", "Done-a", without))
                .hasMessage("world-7 is quarantined: Done-b is not in version 1 of saga world");
    }

    record Other(String key, int amount) {}

    @Test
    void anInstanceWhoseStateCannotBeReadIsQuarantined() {
        saga.tellAll("Started");
        Saga<Other> other = Saga.named("world", Other.class)
                .startedBy(SagaWorld.type("Started"), Told::key, told -> new Other(told.key(), 1))
                .step(
                        "a",
                        step -> step.sends(state -> NewEvent.of(SagaWorld.type("Do-a"), new Told(state.key())))
                                .succeedsOn(SagaWorld.type("Done-a"), Told::key));

        assertThatThrownBy(() -> saga.tell("e-a", "Done-a", other))
                .hasMessageContaining("world-7 is quarantined: The state of world-7")
                .hasMessageContaining("amount");
    }

    @Test
    void theEndOfASagaOutlivesItsDefinition() {
        saga.tellAll("Started", "Done-a", "Done-b", "Done-c");

        assertThat(saga.tell("late", "Refused-a", SECOND)).isInstanceOf(SagaLate.class);
    }

    record Named(String key, @Nullable String name) {}

    @Test
    void personalFieldsOfWhatIsKeptStayEncrypted() {
        EventType<Named> personal = EventType.of("world", "Named", Named.class).withPersonal("key", "name");
        Saga<Told> named = Saga.named("world", Told.class)
                .startedBy(SagaWorld.type("Started"), Told::key, told -> told)
                .step("a", step -> sending("Do-a").apply(step).succeedsOn(SagaWorld.type("Done-a"), Told::key))
                .step(
                        "b",
                        step -> sending("Do-b")
                                .apply(step)
                                .succeedsOn(
                                        personal, Named::key, (told, event) -> new Told(told.key() + event.name())));
        SubjectKeys keys = SubjectKeys.inMemory();
        EventStore store = EventStore.inMemory(EventStoreOptions.defaults());
        Named data = new Named("7", "Ann");
        Envelope clear =
                Envelope.of("e-n", "world", "Named", MovedClock.NOW).withData(1, "{\"key\":\"7\",\"name\":\"Ann\"}");
        Envelope encrypted =
                FieldEncryption.with(keys).encrypt(personal, dev.evenstep.internal.event.EventEnvelope.of(clear));
        SagaHandler handler = SagaHandler.of(store, keys, named);

        SagaOutcome unused = handler.handle(SagaFixture.event("e-1", "Started", "7"));
        assertThat(handler.handle(Event.of(encrypted, data))).isInstanceOf(SagaAdvanced.class);
        assertThat(store.read("world-7", ReadOptions.forward()).events())
                .noneMatch(event -> event.dataJson().contains("Ann"));
        assertThat(handler.handle(SagaFixture.event("e-2", "Done-a", "7")))
                .isEqualTo(new SagaAdvanced("world-7", SagaStatus.COMPLETED));

        assertThatThrownBy(() -> SagaHandler.of(store, named)).isInstanceOf(ConfigurationFailure.class);
    }

    @Test
    void definitionsThatCannotBeMeantAreRefused() {
        Saga<Told> empty = Saga.named("world", Told.class);
        UnaryOperator<SagaStep<Told>> sending = sending("Do-x");
        assertRefused(() -> Saga.named("-a", Told.class), "A saga's name is");
        assertRefused(() -> empty.version(0), "versions count from 1");
        assertRefused(() -> empty.step("x", sending), "Step x needs what it sends, and what it succeeds on");
        assertRefused(() -> SagaWorld.SAGA.step("a", sending), "Saga world has two steps a");
        assertRefused(
                () -> SagaWorld.SAGA.step(
                        "x", step -> sending.apply(step).succeedsOn(SagaWorld.type("Done-a"), Told::key)),
                "Saga world has two uses of Done-a");
        assertRefused(() -> SagaWorld.SAGA.step("x", step -> step.within(Duration.ZERO)), "Step x is limited to PT0S");
        assertRefused(() -> saga.handler(empty), "needs what it is started by, and a step");
        assertRefused(
                () -> saga.handler(SagaWorld.SAGA, SagaWorld.SAGA), "Saga world has two definitions of version 1");
        assertRefused(
                () -> saga.handler(
                        SagaWorld.SAGA,
                        Saga.named("other", Told.class)
                                .startedBy(SagaWorld.type("Done-a"), Told::key, told -> told)
                                .step(
                                        "x",
                                        step -> sending.apply(step).succeedsOn(SagaWorld.type("Done-x"), Told::key))),
                "Done-a means something to saga");
    }

    @Test
    void aHandlerSaysWhatItMustBeTold() {
        assertThat(saga.handler(SECOND, SagaWorld.SAGA).types())
                .contains(SagaEvent.TIMEOUT, SagaCommand.RETRY, SagaCommand.COMPENSATE)
                .contains(SagaWorld.type("Started"), SagaWorld.type("Done-d"), SagaWorld.type("Undone-a"))
                .hasSize(14);
    }

    private static void assertRefused(Supplier<?> made, String because) {
        assertThatThrownBy(made::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    private static UnaryOperator<SagaStep<Told>> sending(String type) {
        return step -> step.sends(told -> NewEvent.of(SagaWorld.type(type), told));
    }
}
