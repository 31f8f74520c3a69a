package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.deposited;
import static dev.evenstep.internal.consume.Ledger.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.LeasedConsumer.WhenUnknown;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Stale;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.OutcomeUnknown;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Delivery;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event that was cut off between its call and the keeping of the answer: it runs again, or a person decides. */
class UnknownOutcomeTest {

    private static final String EVENT = deposited("e-1", 1, 10);
    private static final RecordAddress RECORD = Fixture.event("pay", "e-1");

    private final Fixture fixture = new Fixture();
    private final Ledger ledger = new Ledger(fixture);

    /** Nothing is heard of who called: neither the answer nor the lease's end comes to the store. */
    private void cutOff(LeasedConsumer consumer, String event) {
        ScriptedStore cut = new ScriptedStore(fixture.store)
                .before(Call.KEEP, ScriptedStore.always())
                .before(Call.RELEASE, ScriptedStore.always());
        assertThat(fixture.consume(consumer, cut, event)).isInstanceOf(Transient.class);
    }

    @Test
    void itRunsAgainWithTheSameKeyWhenTheLeaseIsOver() {
        cutOff(ledger.paying(), EVENT);
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(InProgress.class);
        fixture.advance(Duration.ofSeconds(11));

        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Applied.class);

        assertThat(ledger.calls).containsExactly("e-1", "e-1");
        assertThat(ledger.charges).hasSize(1);
    }

    @Test
    void whereTheAnswerCouldNotBeKeptItRunsAgainAtOnce() {
        ScriptedStore throttled = new ScriptedStore(fixture.store).before(Call.KEEP, ScriptedStore.always());

        assertThat(fixture.consume(ledger.paying(), throttled, EVENT)).isInstanceOf(Transient.class);
        assertThat(fixture.consume(ledger.paying(), EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.charges).hasSize(1);
    }

    @Test
    void itIsHeldUntilAPersonHasItRunAgain() {
        cutOff(holding(), EVENT);
        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(InProgress.class);
        fixture.advance(Duration.ofDays(3));

        assertThat(fixture.consume(holding(), EVENT)).isEqualTo(Parked.held());
        assertThat(fixture.consume(holding(), EVENT)).isEqualTo(Parked.held());
        assertThat(states(RECORD)).containsExactly(State.HELD);
        fixture.advance(Duration.ofDays(60));
        assertThat(fixture.consume(holding(), EVENT)).isEqualTo(Parked.held());
        assertThat(ledger.calls).hasSize(1);

        tell(WakeUp.Task.RUN_AGAIN);

        assertThat(ledger.calls).containsExactly("e-1", "e-1");
        assertThat(states(RECORD)).isEmpty();
        assertThat(fixture.store.record(RECORD).parked()).isZero();
        assertThat(fixture.store.get(PAYMENT)).isPresent();
        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(Duplicate.class);
        assertThat(ledger.calls).hasSize(2);
    }

    @Test
    void itIsHeldUntilAPersonDeadLettersItAndThenAgainWhenItIsRedriven() {
        hold();

        tell(WakeUp.Task.DEAD_LETTER);

        assertThat(fixture.deadReasons()).containsExactly("outcome-unknown");
        assertThat(states(RECORD)).isEmpty();
        assertThat(fixture.consume(holding(), EVENT)).isEqualTo(Parked.held());
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void otherWakeUpsLeaveAHeldEventWhereItIs() {
        hold();

        tell(WakeUp.Task.LOOK_AFTER);
        tell(WakeUp.Task.LEAVE_OUT);

        assertThat(states(RECORD)).containsExactly(State.HELD);
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void aDecisionAboutAnEventThatIsNotHeldDoesNothing() {
        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(Applied.class);

        tell(WakeUp.Task.RUN_AGAIN);
        tell(WakeUp.Task.DEAD_LETTER);

        assertThat(ledger.calls).hasSize(1);
        assertThat(fixture.dead).isEmpty();
    }

    @Test
    void anEventThatIsReleasedAndFailsIsTriedAgainByItself() {
        hold();
        ledger.interrupt(() -> {
            throw new IOException("down");
        });
        tell(WakeUp.Task.RUN_AGAIN);
        assertThat(states(RECORD)).containsExactly(State.WAITS);
        ledger.interrupt(() -> {});

        fixture.wakeUntilQuiet(holding(), 5);

        assertThat(ledger.calls).hasSize(3);
        assertThat(states(RECORD)).isEmpty();
        assertThat(fixture.store.get(PAYMENT)).isPresent();
    }

    @Test
    void anEventThatIsReleasedAndCutOffIsHeldAgain() {
        hold();
        ScriptedStore cut = new ScriptedStore(fixture.store).before(Call.KEEP, ScriptedStore.always());
        Decision unused = fixture.consume(holding(), cut, message(WakeUp.Task.RUN_AGAIN));
        fixture.advance(Duration.ofSeconds(11));
        fixture.wakeUntilQuiet(holding(), 5);

        assertThat(states(RECORD)).containsExactly(State.HELD);
        assertThat(ledger.calls).hasSize(2);
    }

    @Test
    void inOrderItsSuccessorsWaitForItHoweverLong() {
        LeasedConsumer inOrder = appending().inOrder();
        cutOff(inOrder, EVENT);
        fixture.advance(Duration.ofDays(3));
        assertThat(fixture.consume(inOrder, EVENT)).isEqualTo(Parked.held());
        assertThat(fixture.consume(inOrder, deposited("e-2", 2, 20))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(inOrder, deposited("e-3", 3, 30))).isInstanceOf(Parked.class);
        fixture.wakeUntilQuiet(inOrder, 9);
        assertThat(states(stream())).containsExactly(State.HELD, State.WAITS, State.WAITS);

        assertThat(fixture.consume(inOrder, ofStream(WakeUp.Task.RUN_AGAIN))).isEqualTo(new Decision.WokenUp());

        assertThat(ledger.calls).containsExactly("e-1", "e-1", "e-2", "e-3");
        assertThat(states(stream())).isEmpty();
        assertThat(fixture.dead).isEmpty();
    }

    @Test
    void inOrderAHeldEventThatIsDeadLetteredStopsItsLine() {
        LeasedConsumer inOrder = holdTheFirstOfTwo(InOrder.byEntityVersion());

        assertThat(fixture.consume(inOrder, ofStream(WakeUp.Task.DEAD_LETTER))).isEqualTo(new Decision.WokenUp());

        assertThat(fixture.deadReasons()).containsExactly("outcome-unknown");
        assertThat(states(stream())).containsExactly(State.DEAD_LETTERED, State.WAITS);
        assertThat(fixture.consume(inOrder, EVENT)).isEqualTo(Parked.held());
        assertThat(states(stream())).containsExactly(State.HELD, State.WAITS);
        assertThat(ledger.calls).containsExactly("e-1");
    }

    @Test
    void orIsSteppedOver() {
        LeasedConsumer inOrder = holdTheFirstOfTwo(InOrder.byEntityVersion().steppingAside());
        assertThat(states(stream())).containsExactly(State.HELD, State.WAITS);

        assertThat(fixture.consume(inOrder, ofStream(WakeUp.Task.DEAD_LETTER))).isEqualTo(new Decision.WokenUp());

        assertThat(fixture.deadReasons()).containsExactly("outcome-unknown");
        assertThat(states(stream())).isEmpty();
        assertThat(fixture.consume(inOrder, EVENT)).isInstanceOf(Stale.class);
        assertThat(ledger.calls).containsExactly("e-1", "e-2");
    }

    @Test
    void aHeldEventIsNotSteppedOverByItself() {
        LeasedConsumer inOrder = appending().inOrder(InOrder.byEntityVersion().steppingAside());
        assertThat(fixture.consume(inOrder, EVENT)).isInstanceOf(Applied.class);
        cutOff(inOrder, deposited("e-2", 2, 20));
        fixture.advance(Duration.ofSeconds(11));
        assertThat(fixture.consume(inOrder, deposited("e-2", 2, 20))).isEqualTo(Parked.held());
        assertThat(fixture.consume(inOrder, deposited("e-3", 3, 30))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(inOrder, ofStream(WakeUp.Task.LOOK_AFTER))).isEqualTo(new Decision.WokenUp());

        assertThat(states(stream())).containsExactly(State.HELD, State.WAITS);
        assertThat(ledger.calls).containsExactly("e-1", "e-2");
    }

    private LeasedConsumer holdTheFirstOfTwo(InOrder order) {
        LeasedConsumer inOrder = appending().inOrder(order);
        cutOff(inOrder, EVENT);
        fixture.advance(Duration.ofSeconds(11));
        assertThat(fixture.consume(inOrder, EVENT)).isEqualTo(Parked.held());
        assertThat(fixture.consume(inOrder, deposited("e-2", 2, 20))).isInstanceOf(Parked.class);
        return inOrder;
    }

    static List<Exception> thatSayNothingOfTheCall() {
        return List.of(
                new OutcomeUnknown("it broke off", new IOException("reset")),
                new HttpTimeoutException("no answer"),
                new SocketTimeoutException("no answer"),
                new InterruptedException());
    }

    @ParameterizedTest
    @MethodSource("thatSayNothingOfTheCall")
    void aCallOfWhichNobodyKnowsIsHeldTooAndNotMadeAgain(Exception failure) {
        ledger.interrupt(() -> {
            throw failure;
        });
        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(Transient.class);
        ledger.interrupt(() -> {});

        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(InProgress.class);
        fixture.advance(Duration.ofSeconds(11));
        assertThat(fixture.consume(holding(), EVENT)).isEqualTo(Parked.held());
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void aCallThatSurelyFailedIsNotHeld() {
        ledger.interrupt(() -> {
            throw new HttpConnectTimeoutException("nobody is there");
        });
        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(Transient.class);
        ledger.interrupt(() -> {});

        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(Applied.class);
    }

    @Test
    void anAnswerThatCouldNotBeKeptIsUnknownToo() {
        ScriptedStore throttled = new ScriptedStore(fixture.store).before(Call.KEEP, ScriptedStore.always());
        assertThat(fixture.consume(holding(), throttled, EVENT)).isInstanceOf(Transient.class);
        fixture.advance(Duration.ofSeconds(11));

        assertThat(fixture.consume(holding(), EVENT)).isEqualTo(Parked.held());
        assertThat(ledger.calls).hasSize(1);
    }

    @Test
    void anAnswerThatIsThereIsCommittedAndNotHeld() {
        ScriptedStore crashing = new ScriptedStore(fixture.store)
                .before(Call.COMMIT, ScriptedStore.always())
                .before(Call.RELEASE, ScriptedStore.always());
        assertThat(fixture.consume(holding(), crashing, EVENT)).isInstanceOf(Transient.class);
        fixture.advance(Duration.ofDays(3));

        assertThat(fixture.consume(holding(), EVENT)).isInstanceOf(Applied.class);
        assertThat(ledger.calls).hasSize(1);
    }

    private void hold() {
        cutOff(holding(), EVENT);
        fixture.advance(Duration.ofSeconds(11));
        assertThat(fixture.consume(holding(), EVENT)).isEqualTo(Parked.held());
    }

    private void tell(WakeUp.Task task) {
        assertThat(fixture.consume(holding(), message(task))).isEqualTo(new Decision.WokenUp());
    }

    private Delivery message(WakeUp.Task task) {
        return new Delivery(
                "w-1",
                new WakeUp("pay", null, "bank", "e-1", task, fixture.clock.instant())
                        .toMessage(fixture.clock.instant()),
                null,
                1);
    }

    private Delivery ofStream(WakeUp.Task task) {
        return new Delivery(
                "w-1",
                new WakeUp("pay", "account-1", null, null, task, fixture.clock.instant())
                        .toMessage(fixture.clock.instant()),
                null,
                1);
    }

    private LeasedConsumer holding() {
        return ledger.paying().whenUnknown(WhenUnknown.HOLD);
    }

    private LeasedConsumer appending() {
        return Consumer.leased("pay")
                .on(
                        Fixture.DEPOSITED,
                        Ledger.Charge.class,
                        event -> ledger.charge(event.id()),
                        (event, charge) -> Effect.of(Write.put(PAYMENT, Item.of("chargeId", charge.chargeId()))))
                .whenUnknown(WhenUnknown.HOLD);
    }

    private static RecordAddress stream() {
        return Fixture.stream("pay", "account-1");
    }

    private List<State> states(RecordAddress address) {
        return fixture.store.parkedBehind(address).stream()
                .map(ParkedEvent::state)
                .toList();
    }
}
