package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static dev.evenstep.internal.consume.Ledger.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.LeasedConsumer.WhenUnknown;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.consume.Ledger.Charge;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import dev.evenstep.spi.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the outside answered is kept, and nobody who finds it calls again. */
class LeasedMemoryTest {

    private static final String EVENT = deposited("e-1", 1, 10);

    private final Fixture fixture = new Fixture();
    private final Ledger ledger = new Ledger(fixture);

    @Test
    void theAnswerIsKeptBeforeTheRestIsCommittedAndIsTheResultAfterwards() {
        ScriptedStore store = new ScriptedStore(fixture.store)
                .before(
                        Call.COMMIT,
                        () -> assertThat(record().answer())
                                .isEqualTo(StoredAnswer.of(step(), "{\"chargeId\":\"charge-1\"}")));

        assertThat(fixture.consume(ledger.paying(), store, EVENT))
                .isEqualTo(new Applied("{\"chargeId\":\"charge-1\"}"));

        assertThat(store.requests()).isEqualTo(3);
        assertThat(record().answer()).isNull();
        assertThat(fixture.consume(ledger.paying(), EVENT)).isEqualTo(new Duplicate("{\"chargeId\":\"charge-1\"}"));
    }

    @Test
    void withNothingElseToCommitTheAnswerIsKeptByTheCommit() {
        ScriptedStore store = new ScriptedStore(fixture.store);

        assertThat(fixture.consume(ledger.onlyPaying(), store, EVENT)).isInstanceOf(Applied.class);

        assertThat(store.requests()).isEqualTo(2);
        assertThat(fixture.consume(ledger.onlyPaying(), EVENT)).isEqualTo(new Duplicate("{\"chargeId\":\"charge-1\"}"));
    }

    @Test
    void aCommitThatIsRefusedAfterTheCallLeavesTheAnswerToTheNext() {
        fixture.store.put(PAYMENT, Item.of("chargeId", "somebody's"));
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Transient.class);

        afterThreeDaysItIsCommittedWithoutACall(() -> fixture.store.put(PAYMENT, Item.of("chargeId", "again")));
    }

    private void afterThreeDaysItIsCommittedWithoutACall(Runnable still) {
        fixture.advance(Duration.ofDays(3));
        still.run();
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Transient.class);
        assertThat(fixture.consume(overwriting(), EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.calls).containsExactly("e-1");
        assertThat(paid()).isEqualTo("charge-1");
    }

    @Test
    void otherTransactionsInTheWayLeaveTheAnswerToo() {
        for (LeasedConsumer consumer : List.of(ledger.paying(), ledger.onlyPaying())) {
            ScriptedStore busy = new ScriptedStore(fixture.store, commit -> new Commits.Contended());

            assertThat(fixture.consume(consumer, busy, EVENT)).isInstanceOf(Transient.class);
            assertThat(record().answer()).isNotNull();
        }
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void aCrashBetweenTheKeepingAndTheCommitIsFinishedWhenTheLeaseIsOver() {
        ScriptedStore crashing = new ScriptedStore(fixture.store)
                .before(Call.COMMIT, ScriptedStore.always())
                .before(Call.RELEASE, ScriptedStore.always());
        assertThat(fixture.consume(ledger.paying(), crashing, EVENT)).isInstanceOf(Transient.class);
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Decision.InProgress.class);

        fixture.advance(Duration.ofDays(3));

        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.calls).hasSize(1);
        assertThat(paid()).isEqualTo("charge-1");
    }

    @Test
    void aCommitOfTheRecordAloneThatCrashesKeepsTheAnswerForItself() {
        ScriptedStore crashing = new ScriptedStore(fixture.store).before(Call.COMMIT, ScriptedStore.always());
        assertThat(fixture.consume(ledger.onlyPaying(), crashing, EVENT)).isInstanceOf(Transient.class);

        fixture.advance(Duration.ofDays(3));

        assertThat(fixture.consume(ledger.onlyPaying(), EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void aRedriveAfterTheProviderForgotTheKeyDoesNotChargeAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        LeasedConsumer consumer = Consumer.leased("pay")
                .on(DEPOSITED, Charge.class, event -> ledger.charge(event.id()), (event, charge) -> {
                    if (broken.get()) {
                        throw new IllegalStateException("a mistake in the program");
                    }
                    return Ledger.paid(event, charge);
                });
        for (int attempt = 1; attempt <= Fixture.ATTEMPTS; attempt++) {
            Decision unused = fixture.consume(consumer, new Delivery("m-1", EVENT, null, attempt));
        }
        assertThat(fixture.deadReasons()).containsExactly("retries-exhausted");

        fixture.advance(Duration.ofDays(3));
        broken.set(false);

        assertThat(fixture.consume(consumer, EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.calls).hasSize(1);
        assertThat(ledger.charges).containsExactly("charge-1");
        assertThat(paid()).isEqualTo("charge-1");
    }

    @Test
    void everyAttemptRemembersTheAnswerForAsLongAsAnEvent() {
        fixture.store.put(PAYMENT, Item.of("chargeId", "somebody's"));
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Transient.class);
        fixture.advance(Duration.ofDays(29));
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Transient.class);

        assertThat(record().expiry()).isEqualTo(fixture.clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void anAnswerThatIsTooLargeIsNeverAskedForAgain() {
        ledger.padAnswersTo(StoredAnswer.MOST_BYTES);
        for (LeasedConsumer consumer : List.of(ledger.paying(), ledger.onlyPaying())) {
            assertThat(fixture.consume(consumer, EVENT)).isInstanceOfSatisfying(Poison.class, poison -> {
                assertThat(poison.reason()).isEqualTo(Reason.ANSWER_TOO_LARGE);
                assertThat(poison.detail()).contains("131,0", "131,072 are the most");
            });
            fixture.advance(Duration.ofDays(3));
        }
        assertThat(fixture.deadReasons()).containsExactly("answer-too-large", "answer-too-large");
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void theLargestAnswerIsKept() {
        ledger.padAnswersTo(StoredAnswer.MOST_BYTES - "{\"chargeId\":\"charge-1\"}".length());

        assertThat(fixture.consume(overwriting(), EVENT)).isInstanceOf(Applied.class);
        assertThat(paid()).hasSize(StoredAnswer.MOST_BYTES - "{\"chargeId\":\"\"}".length());
    }

    @Test
    void anAnswerWithoutJsonIsNeverAskedForAgain() {
        LeasedConsumer consumer = Consumer.leased("pay")
                .on(
                        DEPOSITED,
                        Object.class,
                        event -> {
                            Charge unused = ledger.charge(event.id());
                            return Double.NaN;
                        },
                        (event, answer) -> Effect.none());

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(fixture.consume(consumer, EVENT))
                    .isInstanceOfSatisfying(
                            Poison.class, poison -> assertThat(poison.detail()).contains("no JSON"));
        }
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotFitItsClassIsThereForTheMendedProgram() {
        LeasedConsumer misfit = Consumer.leased("pay")
                .on(
                        DEPOSITED,
                        Object.class,
                        event -> Map.of("chargeId", ledger.charge(event.id()).chargeId()),
                        (event, answer) ->
                                Effect.of(Write.put(PAYMENT, Item.of("chargeId", ((Charge) answer).chargeId()))));

        assertThat(fixture.consume(misfit, EVENT)).isInstanceOf(Transient.class);
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void correctedDataDoesNotGetTheAnswerToWhatItWasBefore() {
        fixture.store.put(PAYMENT, Item.of("chargeId", "somebody's"));
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Transient.class);

        assertThat(fixture.consume(ledger.paying(), deposited("e-1", 1, 11)))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.reason()).isEqualTo(Reason.KEY_REUSED));
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void inOrderTheAnswerIsThatOfItsEventAndGoesWithItsStep() {
        LeasedConsumer inOrder = ledger.paying().inOrder();
        fixture.store.put(PAYMENT, Item.of("chargeId", "somebody's"));
        assertThat(fixture.consume(inOrder, EVENT)).isInstanceOf(Transient.class);

        assertThat(fixture.consume(inOrder, deposited("e-other", 1, 10)))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.reason()).isEqualTo(Reason.VERSION_CONFLICT));
        fixture.advance(Duration.ofDays(40));
        assertThat(fixture.consume(overwriting().inOrder(), EVENT)).isInstanceOf(Applied.class);
        assertThat(fixture.consume(overwriting().inOrder(), deposited("e-2", 2, 20)))
                .isInstanceOf(Applied.class);

        assertThat(ledger.calls).containsExactly("e-1", "e-2");
        assertThat(paid()).isEqualTo("charge-2");
    }

    @Test
    void whoLostTheRecordKeepsNothing() {
        ScriptedStore slow = new ScriptedStore(fixture.store).before(Call.KEEP, () -> {
            fixture.advance(Duration.ofSeconds(11));
            assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Applied.class);
        });

        assertThat(fixture.consume(ledger.paying(), slow, EVENT))
                .isEqualTo(new Duplicate("{\"chargeId\":\"charge-1\"}"));
        assertThat(ledger.calls).containsExactly("e-1", "e-1");
        assertThat(ledger.charges).hasSize(1);
    }

    @Test
    void aGroupDoesNotWaitForAHeldEventAndSoTheTwoAreRefusedTogether() {
        assertThatThrownBy(() -> ledger.paying().stoppingGroups().whenUnknown(WhenUnknown.HOLD))
                .hasMessageContaining("pay", "inOrder()");
    }

    private LeasedConsumer overwriting() {
        return Consumer.leased("pay")
                .on(
                        DEPOSITED,
                        Charge.class,
                        event -> ledger.charge(event.id()),
                        (event, charge) -> Effect.of(Write.put(PAYMENT, Item.of("chargeId", charge.chargeId()))));
    }

    private String paid() {
        return fixture.store.get(PAYMENT).orElseThrow().text("chargeId");
    }

    private IdempotencyRecord record() {
        return fixture.store.record(Fixture.event("pay", "e-1"));
    }

    private static Step step() {
        return new StepFactory(ConsumerDefinition.of(
                        Consumer.leased("pay").on(DEPOSITED, event -> {}, event -> Effect.none())))
                .of(new EnvelopeJson(Limits.defaults()).read(EVENT));
    }
}
