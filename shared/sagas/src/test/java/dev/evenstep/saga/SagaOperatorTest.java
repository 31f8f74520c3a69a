package dev.evenstep.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.saga.SagaOutcome.SagaAdvanced;
import dev.evenstep.saga.SagaOutcome.SagaDuplicate;
import dev.evenstep.saga.SagaOutcome.SagaLate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What operators do by hand. */
class SagaOperatorTest {

    private final SagaFixture saga = new SagaFixture();

    @Test
    void aStepIsSentAgainOnceForEachCommand() {
        saga.tellAll("Started");

        assertThat(saga.retry("op-1", SagaWorld.SAGA)).isInstanceOf(SagaAdvanced.class);
        assertThat(saga.retry("op-1", SagaWorld.SAGA)).isEqualTo(new SagaDuplicate(SagaFixture.STREAM));

        assertThat(saga.sent()).containsExactly("Do-a", "Do-a");
        assertThat(saga.events()).extracting(Envelope::id).doesNotHaveDuplicates();
        assertThat(saga.events().getLast().extension("actor")).isEqualTo("ann");
        assertThat(saga.instance().attempt("a")).isEqualTo(2);
    }

    @Test
    void theTimeoutOfAnEarlierAttemptIsLate() {
        saga.tellAll("Started");
        saga.clock.move(Duration.ofHours(1));
        SagaOutcome unused = saga.retry("op-1", SagaWorld.SAGA);
        saga.clock.move(Duration.ofHours(1));

        assertThat(saga.timeOut(saga.timeouts().getFirst())).isInstanceOf(SagaLate.class);
        saga.clock.move(Duration.ofHours(1));
        assertThat(saga.timeOut()).isEqualTo(new SagaAdvanced(SagaFixture.STREAM, SagaStatus.COMPENSATING));
    }

    @Test
    void aStepThatIsRefusedAfterItWasSentTwiceMayHaveBeenDoneAndIsUndone() {
        saga.tellAll("Started");
        SagaOutcome unused = saga.retry("op-1", SagaWorld.SAGA);
        saga.tellAll("Refused-a");

        assertThat(saga.sent()).containsExactly("Do-a", "Do-a", "Undo-a");
    }

    @Test
    void aCompensationIsSentAgain() {
        saga.tellAll("Started", "Done-a", "Refused-b");

        assertThat(saga.retry("op-1", SagaWorld.SAGA)).isInstanceOf(SagaAdvanced.class);

        assertThat(saga.sent()).endsWith("Undo-a", "Undo-a");
        assertThat(saga.instance().attempt("a")).isEqualTo(2);
        saga.tellAll("Undone-a");
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(saga.retry("op-2", SagaWorld.SAGA)).isInstanceOf(SagaLate.class);
        assertThat(saga.giveUp("op-3", SagaWorld.SAGA)).isInstanceOf(SagaLate.class);
    }

    @Test
    void aSagaThatRunsIsGivenUpAndWhatMayHaveBeenDoneIsUndone() {
        saga.tellAll("Started", "Done-a");

        assertThat(saga.giveUp("op-1", SagaWorld.SAGA)).isInstanceOf(SagaAdvanced.class);
        assertThat(saga.giveUp("op-1", SagaWorld.SAGA)).isInstanceOf(SagaDuplicate.class);

        assertThat(saga.sent()).containsExactly("Do-a", "Do-b", "Undo-b");
        assertThat(saga.instance().reason()).isEqualTo("by hand");
    }

    @Test
    void aCompletedSagaIsUndoneByHand() {
        saga.tellAll("Started", "Done-a", "Done-b", "Done-c");
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(saga.retry("op-1", SagaWorld.SAGA)).isInstanceOf(SagaLate.class);

        assertThat(saga.giveUp("op-2", SagaWorld.SAGA)).isInstanceOf(SagaAdvanced.class);
        saga.tellAll("Undone-c", "Undone-b", "Undone-a");

        assertThat(saga.sent()).endsWith("Do-c", "Undo-c", "Undo-b", "Undo-a");
        assertThat(saga.instance().status()).isEqualTo(SagaStatus.COMPENSATED);
    }
}
