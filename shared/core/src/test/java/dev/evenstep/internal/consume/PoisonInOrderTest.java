package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.deposited;
import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static dev.evenstep.internal.consume.Kept.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Stale;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.order.InOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows an event that will never succeed. */
class PoisonInOrderTest {

    private static final String UNREADABLE = event(3).replace("\"amount\":3", "\"amount\":\"three\"");

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @EnumSource
    void whatFollowsPoisonWaitsAndRunsWhenACorrectedOneIsRedriven(Kept mode) {
        assertThat(fixture.consumeAll(mode.inOrder(), List.of(event(1), event(2), UNREADABLE, event(5), event(4))))
                .containsExactly("Applied", "Applied", "Poison", "Parked", "Parked");
        assertThat(fixture.deadReasons()).containsExactly("unreadable-data");
        assertThat(fixture.store.parkedBehind(mode.address()))
                .extracting(ParkedEvent::number, ParkedEvent::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, State.DEAD_LETTERED),
                        org.assertj.core.groups.Tuple.tuple(4L, State.WAITS),
                        org.assertj.core.groups.Tuple.tuple(5L, State.WAITS));

        assertThat(fixture.consume(mode.inOrder(), event(3))).isEqualTo(new Applied());

        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4, 5);
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectedEventMayHaveAnIdOfItsOwn(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), List.of(event(1), event(2), UNREADABLE, event(4)));

        assertThat(fixture.consume(mode.inOrder(), deposited("corrected", 3, 3)))
                .isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4);
        assertThat(fixture.dead).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void poisonThatIsPoisonAgainKeepsTheLineStopped(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), List.of(event(1), event(2), UNREADABLE, event(4)));

        assertThat(fixture.consume(mode.inOrder(), UNREADABLE)).isInstanceOf(Poison.class);

        assertThat(fixture.dead).hasSize(2);
        assertThat(fixture.parked(mode.address())).hasSize(2);
        assertThat(effects(fixture)).containsExactly(1, 2);
        assertThat(fixture.consume(mode.inOrder(), event(3))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource
    void behindPoisonThereIsAllTheTime(Kept mode) {
        List<String> unused = fixture.consumeAll(
                mode.inOrder(), List.of(event(1), event(4), event(7), event(2), UNREADABLE, event(5)));

        fixture.advance(Duration.ofDays(10));
        assertThat(fixture.wake(mode.inOrder())).containsOnly(new Decision.WokenUp());

        assertThat(fixture.deadReasons()).containsExactly("unreadable-data");
        assertThat(fixture.parked(mode.address())).hasSize(4);
        assertThat(fixture.consume(mode.inOrder(), event(3))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4, 5);
        assertThat(fixture.parked(mode.address())).containsExactly("log#bank#e-7");
    }

    @ParameterizedTest
    @EnumSource
    void whatStillWaitsWhenTheLineGoesOnIsGivenUpInTime(Kept mode) {
        List<String> unused =
                fixture.consumeAll(mode.inOrder(), List.of(event(1), event(2), UNREADABLE, event(4), event(6)));
        assertThat(fixture.wakeUps).isEmpty();

        assertThat(fixture.consume(mode.inOrder(), event(3))).isEqualTo(new Applied());
        assertThat(fixture.wakeUps).hasSize(1);
        fixture.wakeUntilQuiet(mode.inOrder(), 5);

        assertThat(fixture.deadReasons()).containsExactly("unreadable-data", "gap");
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4);
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void steppingAsideGoesOnAndALaterRedriveIsStale(Kept mode) {
        Consumer aside = mode.inOrder(InOrder.byEntityVersion().steppingAside(), event -> {});

        assertThat(fixture.consumeAll(aside, List.of(event(1), event(5), event(2), UNREADABLE, event(4))))
                .containsExactly("Applied", "Parked", "Applied", "Poison", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2, 4, 5);
        assertThat(fixture.consume(aside, event(3))).isEqualTo(new Stale(5, 3));
    }

    @ParameterizedTest
    @EnumSource
    void rightAfterSteppingAsideARedriveIsStaleToo(Kept mode) {
        Consumer aside = mode.inOrder(InOrder.byEntityVersion().steppingAside(), event -> {});
        List<String> unused = fixture.consumeAll(aside, List.of(event(1), event(2), UNREADABLE));

        assertThat(fixture.consume(aside, event(3))).isEqualTo(new Stale(3, 3));
        assertThat(fixture.consume(aside, event(4))).isEqualTo(new Applied());
    }

    @ParameterizedTest
    @EnumSource
    void steppingAsideLeavesPoisonBehindThatFollowsPoison(Kept mode) {
        Consumer aside = mode.inOrder(InOrder.byEntityVersion().steppingAside(), event -> {});
        String next = event(4).replace("\"amount\":4", "\"amount\":\"four\"");

        assertThat(fixture.consumeAll(aside, List.of(event(1), event(2), UNREADABLE, next, event(5))))
                .containsExactly("Applied", "Applied", "Poison", "Poison", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2, 5);
        assertThat(fixture.consume(aside, event(4))).isEqualTo(new Stale(5, 4));
    }

    @ParameterizedTest
    @EnumSource
    void steppingAsideTakesAParkedEventOutOfTheWay(Kept mode) {
        Consumer aside = mode.inOrder(InOrder.byEntityVersion().steppingAside(), event -> {});

        assertThat(fixture.consumeAll(aside, List.of(event(4), UNREADABLE, event(2), event(1))))
                .containsExactly("Parked", "Parked", "Parked", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2, 4);
        assertThat(fixture.deadReasons()).containsExactly("unreadable-data");
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeReadIsNotPoisonBeforeItsTurn(Kept mode) {
        String newer = event(2).replace("\"data\"", "\"schemaversion\":7,\"data\"");

        assertThat(fixture.consumeAll(mode.inOrder(), List.of(UNREADABLE, newer)))
                .containsOnly("Parked");
        assertThat(fixture.dead).isEmpty();

        assertThat(fixture.consume(mode.inOrder(), event(1))).isEqualTo(new Applied());
        assertThat(fixture.deadReasons()).containsExactly("unknown-version");
        assertThat(fixture.consume(mode.inOrder(), event(2))).isEqualTo(new Applied());
        assertThat(fixture.deadReasons()).containsExactly("unknown-version", "unreadable-data");
        assertThat(fixture.consume(mode.inOrder(), event(3))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void aRejectionStopsTheLineAsWell(Kept mode) {
        Consumer rejecting = mode.inOrder(InOrder.byEntityVersion(), event -> {
            if (event.data().amount() == 1) {
                throw new PermanentFailure("not one");
            }
        });

        assertThat(fixture.consumeAll(rejecting, events(2, 1, 3))).containsExactly("Parked", "Poison", "Parked");
        assertThat(effects(fixture)).isEmpty();
        assertThat(fixture.consume(mode.inOrder(), event(1))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void aPersonMayLeavePoisonOut(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), List.of(event(1), event(2), UNREADABLE, event(4)));
        WakeUp skip = new WakeUp("log", "account-1", null, null, WakeUp.Task.LEAVE_OUT, fixture.clock.instant());

        assertThat(fixture.consume(mode.inOrder(), skip.toMessage(fixture.clock.instant())))
                .isEqualTo(new Decision.WokenUp());

        assertThat(effects(fixture)).containsExactly(1, 2, 4);
        assertThat(fixture.consume(mode.inOrder(), event(3))).isEqualTo(new Stale(4, 3));
        assertThat(fixture.reported)
                .extracting(outcome -> outcome.decision())
                .contains(new Decision.Skipped(3, 3), new Applied());
    }

    @ParameterizedTest
    @EnumSource
    void aSkipWhileTheLineWaitsForAMissingEventLeavesThatOut(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(1, 4, 6));
        WakeUp skip = new WakeUp("log", "account-1", null, null, WakeUp.Task.LEAVE_OUT, fixture.clock.instant());

        assertThat(fixture.consume(mode.inOrder(), skip.toMessage(fixture.clock.instant())))
                .isEqualTo(new Decision.WokenUp());

        assertThat(effects(fixture)).containsExactly(1, 4);
        assertThat(fixture.parked(mode.address())).containsExactly("log#bank#e-6");
    }

    @ParameterizedTest
    @EnumSource
    void aSkipThatSomebodyIsInTheWayOfComesAgain(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), List.of(event(1), event(2), UNREADABLE, event(4)));
        WakeUp skip = new WakeUp("log", "account-1", null, null, WakeUp.Task.LEAVE_OUT, fixture.clock.instant());
        ScriptedStore crashing = new ScriptedStore(fixture.store).before(Call.COMMIT, ScriptedStore.always());

        assertThat(fixture.consume(mode.inOrder(), crashing, skip.toMessage(fixture.clock.instant())))
                .isInstanceOf(Transient.class);
        assertThat(fixture.consume(mode.inOrder(), skip.toMessage(fixture.clock.instant())))
                .isEqualTo(new Decision.WokenUp());
        assertThat(effects(fixture)).containsExactly(1, 2, 4);
    }

    @ParameterizedTest
    @EnumSource
    void aDeadLetterWhoseLineCouldNotBeStoppedComesBackAndStopsIt(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(1, 2));
        ScriptedStore crashing = new ScriptedStore(fixture.store).before(Call.PARK, ScriptedStore.always());

        assertThat(fixture.consume(mode.inOrder(), crashing, UNREADABLE)).isInstanceOf(Transient.class);
        assertThat(fixture.consume(mode.inOrder(), UNREADABLE)).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.inOrder(), event(4))).isInstanceOf(Parked.class);
    }

    @ParameterizedTest
    @EnumSource
    void poisonThatTheDeadLetterQueueDoesNotTakeStopsNothingYet(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(1, 2));
        fixture.time = Duration.ofMillis(400);

        assertThat(fixture.consume(mode.inOrder(), UNREADABLE)).isEqualTo(new Decision.DeadlineExceeded(true));
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void poisonThatIsSeenFirstStopsAStreamThatBeginsThere(Kept mode) {
        Consumer late = mode.inOrder(InOrder.byEntityVersion().fromFirstSeen(), event -> {});

        assertThat(fixture.consumeAll(late, List.of(UNREADABLE, event(4)))).containsExactly("Poison", "Parked");
        assertThat(fixture.consume(late, event(3))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(3, 4);
    }

    @ParameterizedTest
    @EnumSource
    void whatFindsNoRoomToBeParkedComesBackHoweverOftenAndStopsNothing(Kept mode) {
        Consumer narrow = mode.inOrder(InOrder.byEntityVersion().atMostParked(1), event -> {});
        assertThat(fixture.consume(narrow, event(3))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(narrow, event(4))).isEqualTo(new Decision.Gap(0, 4));
        assertThat(fixture.consume(narrow, new dev.evenstep.spi.Delivery("m", event(4), null, 1_000)))
                .isEqualTo(new Decision.Gap(0, 4));
        assertThat(fixture.parked(mode.address())).containsExactly("log#bank#e-3");
    }
}
