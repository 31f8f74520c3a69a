package dev.evenstep.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.AppendOutcome.ConflictException;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.saga.SagaInstance.StepProgress;
import dev.evenstep.saga.SagaInstance.StepStatus;
import dev.evenstep.saga.SagaOutcome.SagaAdvanced;
import dev.evenstep.saga.SagaOutcome.SagaDuplicate;
import dev.evenstep.saga.SagaOutcome.SagaLate;
import dev.evenstep.saga.SagaOutcome.SagaNotDue;
import dev.evenstep.saga.SagaWorld.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SagaHandlerTest {

    private final SagaFixture saga = new SagaFixture();

    @Test
    void whatIsSentIsInTheCommitOfTheStep() {
        assertThat(saga.tell("e-1", "Started")).isEqualTo(new SagaAdvanced(SagaFixture.STREAM, SagaStatus.RUNNING));

        Slice slice = saga.store.read(SagaFixture.STREAM, ReadOptions.forward());
        assertThat(slice.position().commit()).isEqualTo(1);
        assertThat(slice.events())
                .extracting(Envelope::type)
                .containsExactly(
                        "dev.evenstep.saga.SagaStarted",
                        "dev.evenstep.saga.StepBegun",
                        "Do-a",
                        "dev.evenstep.saga.StepTimeout");
        assertThat(slice.events())
                .extracting(event -> event.correlation().causationId())
                .containsOnly("e-1");
        Envelope timeout = slice.events().getLast();
        assertThat(timeout.extension("notbefore")).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(timeout.data()).containsEntry("due", "2026-11-23T10:00:00Z").containsEntry("key", "7");
        assertThat(slice.events().get(2).extensions()).isEmpty();
    }

    @Test
    void anInstanceIsReadAsItStands() {
        saga.tellAll("Started", "Done-a");

        SagaInstance instance = saga.instance();

        assertThat(instance.status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(instance.step()).isEqualTo("b");
        assertThat(instance.since()).isEqualTo(MovedClock.NOW);
        assertThat(instance.reason()).isNull();
        assertThat(instance.steps())
                .containsEntry("a", new StepProgress(StepStatus.SUCCEEDED, 1))
                .containsEntry("b", new StepProgress(StepStatus.BEGUN, 1))
                .hasSize(2);
        assertThat(instance.history().getLast().cause()).isEqualTo("of-Done-a");
        assertThat(new DataBinding().text(instance))
                .contains("\"status\":\"RUNNING\"", "\"type\":\"StepSucceeded\"", "\"state\":{\"key\":\"7\"}");
    }

    @Test
    void aDuplicateAndASecondStartChangeNothing() {
        saga.tellAll("Started", "Done-a");
        List<Envelope> before = saga.events();

        assertThat(saga.tell("of-Started", "Started")).isEqualTo(new SagaDuplicate(SagaFixture.STREAM));
        assertThat(saga.tell("of-Done-a", "Done-a")).isEqualTo(new SagaDuplicate(SagaFixture.STREAM));
        assertThat(saga.tell("other", "Started")).isInstanceOf(SagaLate.class);
        assertThat(saga.tell("other", "Done-a"))
                .isEqualTo(new SagaLate(SagaFixture.STREAM, "world-7 is RUNNING at b and does not await Done-a"));
        assertThat(saga.tell("other", "Undone-a")).isInstanceOf(SagaLate.class);
        assertThat(saga.events()).isEqualTo(before);
    }

    @Test
    void whatHasNoInstanceIsRefused() {
        assertThatThrownBy(() -> saga.tell("e-1", "Done-a"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("Saga world has no instance 7, which Done-a e-1 is for");
        assertThatThrownBy(() -> saga.retry("op-1", SagaWorld.SAGA))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("has no instance 7");
        assertThatThrownBy(() -> saga.tell("e-1", "Unheard-of")).hasMessageContaining("means nothing to [world]");
        assertThatThrownBy(() -> saga.handler(SagaWorld.SAGA).handle(SagaFixture.event("e-1", "Started", " ")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("has no key");
        assertThatThrownBy(
                        () -> saga.handler(SagaWorld.SAGA).handle(SagaFixture.event("e-1", "Started", "k".repeat(250))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("250 characters");
        assertThat(saga.events()).isEmpty();
    }

    @Test
    void aStreamOfSomethingElseIsRefused() {
        Append foreign = Append.of("a-1", NewEvent.of(SagaWorld.type("Do-a"), new Told("7")));
        assertThat(saga.store.append(SagaFixture.STREAM, ExpectedVersion.empty(), foreign))
                .isInstanceOf(Appended.class);

        assertThatThrownBy(() -> saga.tell("e-1", "Started"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("The stream world-7 is not that of saga world with key 7");

        SagaFixture other = new SagaFixture();
        Saga<Told> longer = Saga.named("world-7", Told.class)
                .startedBy(SagaWorld.type("Begun"), Told::key, told -> told)
                .step(
                        "a",
                        step -> step.sends(told -> NewEvent.of(SagaWorld.type("Do-a"), told))
                                .succeedsOn(SagaWorld.type("Well"), Told::key));
        SagaOutcome unused = other.handler(longer).handle(SagaFixture.event("e-1", "Begun", "8"));
        assertThatThrownBy(() -> other.handler(SagaWorld.SAGA).handle(SagaFixture.event("e-2", "Started", "7-8")))
                .hasMessageContaining("is not that of saga world with key 7-8");
    }

    @Test
    void whatIsDoneIsUndoneInReverseWhenAStepIsRefused() {
        saga.tellAll("Started", "Done-a", "Done-b", "Refused-c");
        assertThat(saga.sent()).containsExactly("Do-a", "Do-b", "Do-c", "Undo-b");
        assertThat(saga.instance().reason()).isEqualTo("refused");
        saga.tellAll("Undone-b");
        assertThat(saga.sent()).endsWith("Undo-b", "Undo-a");
        saga.tellAll("Undone-a");

        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(saga.history()).endsWith("StepCompensated", "SagaCompensated");
        assertThat(saga.tell("again", "Undone-a")).isInstanceOf(SagaLate.class);
        assertThat(saga.tell("again", "Refused-c")).isInstanceOf(SagaLate.class);
    }

    @Test
    void aStepThatTimesOutIsUndoneTooAndItsLateSuccessChangesNothing() {
        saga.tellAll("Started");
        assertThat(saga.timeOut())
                .isEqualTo(new SagaNotDue(SagaFixture.STREAM, MovedClock.NOW.plus(Duration.ofHours(2))));
        saga.clock.move(Duration.ofHours(2));

        assertThat(saga.timeOut()).isEqualTo(new SagaAdvanced(SagaFixture.STREAM, SagaStatus.COMPENSATING));
        assertThat(saga.timeOut()).isEqualTo(new SagaDuplicate(SagaFixture.STREAM));
        assertThat(saga.tell("late", "Done-a")).isInstanceOf(SagaLate.class);
        saga.tellAll("Undone-a");

        assertThat(saga.sent()).containsExactly("Do-a", "Undo-a");
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(saga.instance().reason()).isEqualTo("a did not answer in time");
    }

    @Test
    void aTimeoutOfAStepThatIsDoneChangesNothing() {
        saga.tellAll("Started", "Done-a");
        saga.clock.move(Duration.ofHours(2));

        assertThat(saga.timeOut(saga.timeouts().getFirst())).isInstanceOf(SagaLate.class);
        assertThat(saga.instance().step()).isEqualTo("b");
    }

    @Test
    void aLongTimeoutIsSentAgainUntilItIsDue() {
        saga.tellAll("Started", "Done-a");
        Instant due = MovedClock.NOW.plus(Duration.ofHours(30));
        assertThat(saga.timeouts().getLast().extension("notbefore")).isEqualTo("2026-11-23T19:00:00Z");

        for (String next : List.of("2026-11-24T06:00:00Z", due.toString())) {
            saga.clock.move(Duration.ofHours(11));
            assertThat(saga.timeOut()).isInstanceOf(SagaAdvanced.class);
            assertThat(saga.timeouts().getLast().extension("notbefore")).isEqualTo(next);
        }
        saga.clock.move(Duration.ofHours(8).minusMillis(1));
        assertThat(saga.timeOut()).isEqualTo(new SagaNotDue(SagaFixture.STREAM, due));
        assertThat(saga.sent()).containsExactly("Do-a", "Do-b");
        saga.clock.move(Duration.ofMillis(1));
        assertThat(saga.timeOut()).isEqualTo(new SagaAdvanced(SagaFixture.STREAM, SagaStatus.COMPENSATING));
    }

    @Test
    void anEarlySuccessIsKeptAndItsStepSendsNothing() {
        saga.tellAll("Started", "Refused-b", "Done-b", "Done-c");
        assertThat(saga.history()).endsWith("EventKept", "EventKept", "EventKept");
        assertThat(saga.tell("twice", "Done-b")).isInstanceOf(SagaLate.class);

        assertThat(saga.tell("e-a", "Done-a")).isEqualTo(new SagaAdvanced(SagaFixture.STREAM, SagaStatus.COMPLETED));

        assertThat(saga.sent()).containsExactly("Do-a");
        assertThat(saga.tell("late", "Refused-b")).isInstanceOf(SagaLate.class);
    }

    @Test
    void anEarlyRefusalGivesUpAsSoonAsItsStepBegins() {
        saga.tellAll("Started", "Refused-b", "Done-a");

        assertThat(saga.sent()).containsExactly("Do-a", "Undo-a");
    }

    @Test
    void anEarlySuccessOfASagaThatIsGivenUpIsUndone() {
        saga.tellAll("Started", "Done-c", "Refused-a");
        assertThat(saga.sent()).containsExactly("Do-a", "Undo-c");
        saga.tellAll("Undone-c");

        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);
    }

    @Test
    void aLateSuccessOfARefusedStepOrOneThatNeverBeganIsUndone() {
        saga.tellAll("Started", "Done-a", "Refused-b", "Done-b", "Done-c");
        assertThat(saga.sent()).as("one after the other").endsWith("Do-b", "Undo-a");
        saga.tellAll("Undone-a", "Undone-c");
        assertThat(saga.sent()).endsWith("Undo-a", "Undo-c", "Undo-b");
        saga.tellAll("Undone-b");

        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);
    }

    @Test
    void aLateSuccessAfterTheEndIsUndone() {
        saga.tellAll("Started", "Refused-a");
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);

        saga.tellAll("Done-a");
        assertThat(saga.sent()).containsExactly("Do-a", "Undo-a");
        saga.tellAll("Undone-a");
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);
    }

    @Test
    void whoeverLosesAgainstOthersFiveTimesGivesUp() {
        EventStore real = saga.store;
        int[] others = {0};
        NewEvent<?> note = NewEvent.of(SagaWorld.type("Do-a"), new Told("7"));
        Runnable before = () -> {
            Append other = Append.of("other-" + others[0]++, note);
            var unused = real.append(SagaFixture.STREAM, ExpectedVersion.any(), other);
        };
        saga.tellAll("Started");
        saga.store = new HookedStore(real, before, () -> {}, UnaryOperator.identity());

        assertThatThrownBy(() -> saga.tell("e-2", "Done-a")).isInstanceOf(ConflictException.class);
        assertThat(others[0]).isEqualTo(5);
    }
}
