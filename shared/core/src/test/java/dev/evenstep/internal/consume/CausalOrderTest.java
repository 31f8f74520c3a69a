package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.deposited;
import static dev.evenstep.internal.consume.Kept.effects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Decision.WokenUp;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.order.InOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that name others that must be handled before. */
class CausalOrderTest {

    private final Fixture fixture = new Fixture();
    private final List<Integer> ran = new ArrayList<>();
    private boolean down;

    private final Consumer any = Consumer.transactional("log").on(Fixture.DEPOSITED, event -> {
        if (down && event.data().amount() == 9) {
            throw new IllegalStateException("down");
        }
        return Effect.of(Kept.append(event, handled -> {}));
    });

    private final Consumer latest = Consumer.versioned("log", Kept::log)
            .latestWins()
            .on(Fixture.DEPOSITED, event -> {
                ran.add(event.data().amount());
                return Write.update(Kept.log(String.valueOf(event.subject())))
                        .set("amount", event.data().amount());
            });

    @Test
    void anEventRunsWhenWhatItDependsOnWasHandled() {
        assertThat(fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"))).isInstanceOf(Parked.class);
        assertThat(effects(fixture)).isEmpty();

        assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());

        assertThat(effects(fixture)).containsExactly(1, 9);
        assertThat(fixture.parked(Fixture.event("log", "e-1"))).isEmpty();
        assertThat(fixture.store.record(Fixture.event("log", "e-1")).parked()).isZero();
        assertThat(fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"))).isEqualTo(new Duplicate(null));
    }

    @Test
    void whatWasHandledBeforeIsNotWaitedFor() {
        assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());
        assertThat(fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"))).isEqualTo(new Applied());
    }

    @Test
    void ofSeveralEventsAllAreWaitedFor() {
        String needing = needing("e-9", 1, 9, "bank#e-1,bank#e-2");
        assertThat(fixture.consume(any, needing)).isInstanceOf(Parked.class);

        assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1);
        assertThat(fixture.parked(Fixture.event("log", "e-2"))).containsExactly("log#bank#e-9");
        assertThat(fixture.consume(any, deposited("e-2", 2, 2))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 9);
    }

    @Test
    void aChainRunsInOneRound() {
        assertThat(fixture.consume(any, needing("e-3", 1, 3, "bank#e-2"))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(any, needing("e-2", 1, 2, "bank#e-1"))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsHandledBetweenTheLookAndTheParkingIsNotWaitedFor() {
        ScriptedStore racing = new ScriptedStore(fixture.store);
        boolean[] done = {false};
        ScriptedStore scripted = racing.before(Call.PARK, () -> {
            if (!done[0]) {
                done[0] = true;
                assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());
            }
        });

        assertThat(fixture.consume(any, scripted, needing("e-9", 1, 9, "bank#e-1")))
                .isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 9);
        assertThat(fixture.parked(Fixture.event("log", "e-1"))).isEmpty();
    }

    @Test
    void whatNeverComesIsNamedInTheDeadLetter() {
        Decision unused = fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"));

        fixture.wakeUntilQuiet(any, 3);

        assertThat(fixture.deadReasons()).containsExactly("dependency-missing");
        assertThat(fixture.dead.getFirst().poison().detail()).isEqualTo("log#bank#e-1 was not handled within PT1H");
        assertThat(fixture.store.record(Fixture.event("log", "e-1")).parked()).isZero();
        assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());
    }

    @Test
    void aPersonMayLetItRunRegardless() {
        Decision unused = fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"));
        String skip = new WakeUp("log", null, "bank", "e-1", WakeUp.Task.LEAVE_OUT, fixture.clock.instant())
                .toMessage(fixture.clock.instant());

        assertThat(fixture.consume(any, skip)).isEqualTo(new WokenUp());
        assertThat(effects(fixture)).containsExactly(9);
        assertThat(fixture.parked(Fixture.event("log", "e-1"))).isEmpty();
    }

    @Test
    void aDependentThatFailsIsTriedAgainLaterAndNotAtOnce() {
        down = true;
        Decision unused = fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"));
        Decision unused2 = fixture.consume(any, needing("e-8", 1, 8, "bank#e-1"));
        fixture.wakeUps.clear();

        assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());

        assertThat(effects(fixture)).containsExactly(1, 8);
        assertThat(fixture.wakeUps).hasSize(1);
        assertThat(fixture.reported).hasSize(2);
        down = false;
        fixture.wakeUntilQuiet(any, 3);
        assertThat(effects(fixture)).containsExactly(1, 8, 9);
        assertThat(fixture.dead).isEmpty();
    }

    @Test
    void aDependentThatFailsAsOftenAsASourceTriesIsPoison() {
        down = true;
        Decision unused = fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"));
        Decision unused2 = fixture.consume(any, deposited("e-1", 1, 1));

        fixture.wakeUntilQuiet(any, 20);
        assertThat(fixture.deadReasons()).containsExactly("retries-exhausted");
        assertThat(fixture.parked(Fixture.event("log", "e-1"))).isEmpty();
    }

    @Test
    void aCrashAnywhereIsHealedByTheRedelivery() {
        for (Call call : Call.values()) {
            for (int time = 1; time <= 5; time++) {
                healed(new Fixture(), call, time, true);
                healed(new Fixture(), call, time, false);
            }
        }
    }

    private void healed(Fixture fixture, Call call, int time, boolean before) {
        assertThat(fixture.consume(any, needing("e-9", 1, 9, "bank#e-1"))).isInstanceOf(Parked.class);
        fixture.wakeUps.clear();
        ScriptedStore crashing = new ScriptedStore(fixture.store);
        Runnable crash = ScriptedStore.crashAt(time);
        ScriptedStore scripted = before ? crashing.before(call, crash) : crashing.after(call, crash);

        if (!fixture.consume(any, scripted, deposited("e-1", 1, 1)).settled()) {
            assertThat(fixture.consume(any, deposited("e-1", 1, 1)).settled()).isTrue();
        }
        fixture.wakeUntilQuiet(any, 5);
        assertThat(effects(fixture)).as("crash at %s %d", call, time).containsExactly(1, 9);
        assertThat(fixture.parked(Fixture.event("log", "e-1"))).isEmpty();
        assertThat(fixture.dead).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void inOrderAnEventRunsRightAfterThePositionThatItDependsOn(Kept mode) {
        Consumer consumer = mode.inOrder(InOrder.byEntityVersion(), event -> {});
        String needing = about("o-1", "account-2", 1, 9, "bank#e-2#account-1#2");
        assertThat(fixture.consumeAll(consumer, List.of(needing, Kept.event(3), Kept.event(2))))
                .containsOnly("Parked");

        assertThat(fixture.consume(consumer, Kept.event(1))).isEqualTo(new Applied());

        assertThat(effects(fixture)).containsExactly(1, 2, 3);
        assertThat(effects(fixture, "account-2")).containsExactly(9);
        assertThat(fixture.reported)
                .extracting(outcome -> outcome.delivery().body())
                .containsExactly(Kept.event(2), needing, Kept.event(3));
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsAnEventThatDependsOnAnotherRunsAfterIt(Kept mode) {
        Consumer consumer = mode.inOrder();
        assertThat(fixture.consumeAll(
                        consumer,
                        List.of(
                                about("o-1", "account-2", 1, 1, "bank#e-1#account-1#1"),
                                deposited("o-2", "account-2", 2, 2))))
                .containsOnly("Parked");

        assertThat(fixture.consume(consumer, Kept.event(1))).isEqualTo(new Applied());
        assertThat(effects(fixture, "account-2")).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void inOrderADependencyWithoutItsPlaceIsMalformedByNameAndDeadLettered(Kept mode) {
        String needing = about("o-1", "account-2", 1, 9, "bank#e-2");

        assertThat(fixture.consume(mode.inOrder(), needing)).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(poison.detail()).contains("bank#e-2").contains("consumer log");
        });
        assertThat(fixture.deadReasons()).containsExactly("malformed");
        assertThat(fixture.consume(mode.inOrder(), deposited("o-2", "account-2", 2, 2)))
                .isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.inOrder(), deposited("o-1", "account-2", 1, 1)))
                .isEqualTo(new Applied());
        assertThat(effects(fixture, "account-2")).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void inOrderAMissingDependencyStopsItsOwnLineInTime(Kept mode) {
        List<String> unused =
                fixture.consumeAll(mode.inOrder(), List.of(about("o-1", "account-2", 1, 1, "bank#e-2#account-1#2")));
        fixture.advance(Duration.ofHours(1));
        assertThat(fixture.wake(mode.inOrder())).containsExactly(new WokenUp());

        assertThat(fixture.deadReasons()).containsExactly("dependency-missing");
        assertThat(fixture.parked(mode.address("account-2"))).containsExactly("log#bank#o-1");
        assertThat(fixture.consume(mode.inOrder(), deposited("o-2", "account-2", 2, 2)))
                .isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.inOrder(), deposited("o-1", "account-2", 1, 1)))
                .isEqualTo(new Applied());
        assertThat(effects(fixture, "account-2")).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aDeadLetterThatIsRedrivenBeforeItsTurnWaitsForIt(Kept mode) {
        String second = about("o-2", "account-2", 2, 2, "bank#e-1#account-1#1");
        Decision unused = fixture.consume(mode.inOrder(), second);
        fixture.wakeUntilQuiet(mode.inOrder(), 3);
        assertThat(fixture.deadReasons()).containsExactly("dependency-missing");
        assertThat(fixture.consume(mode.inOrder(), Kept.event(1))).isEqualTo(new Applied());

        assertThat(fixture.consume(mode.inOrder(), second)).isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.inOrder(), deposited("o-1", "account-2", 1, 1)))
                .isEqualTo(new Applied());

        assertThat(effects(fixture, "account-2")).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aRedriveBeforeItsTurnIsKeptHoweverMuchIsParkedBeforeIt(Kept mode) {
        String second = about("o-2", "account-2", 2, 2, "bank#e-1#account-1#1");
        Decision unused = fixture.consume(mode.inOrder(), second);
        fixture.wakeUntilQuiet(mode.inOrder(), 3);
        assertThat(fixture.consume(mode.inOrder(), about("e-1", "account-1", 1, 1, "bank#o-1#account-2#1")))
                .isInstanceOf(Parked.class);
        ScriptedStore large = new ScriptedStore(fixture.store).seeing(1);

        assertThat(fixture.consume(mode.inOrder(), large, deposited("o-2", "account-2", 2, 2)))
                .isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.inOrder(), large, deposited("o-1", "account-2", 1, 1)))
                .isEqualTo(new Applied());

        assertThat(effects(fixture, "account-2")).containsExactly(1, 2);
        assertThat(effects(fixture)).containsExactly(1);
        assertThat(fixture.store.record(mode.address("account-2")).parked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void steppingAsideLeavesAMissingDependencyBehindAlsoBeforeItsTurn(Kept mode) {
        Consumer aside = mode.inOrder(InOrder.byEntityVersion().steppingAside(), event -> {});
        Decision unused = fixture.consume(aside, about("o-2", "account-2", 2, 2, "bank#e-2#account-1#2"));
        fixture.advance(Duration.ofHours(1));
        assertThat(fixture.wake(aside)).containsExactly(new WokenUp());
        assertThat(fixture.deadReasons()).containsExactly("dependency-missing");

        assertThat(fixture.consumeAll(
                        aside, List.of(deposited("o-3", "account-2", 3, 3), deposited("o-1", "account-2", 1, 1))))
                .containsExactly("Parked", "Applied");
        assertThat(effects(fixture, "account-2")).containsExactly(1, 3);
        assertThat(fixture.store.record(mode.address("account-2")).parked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aPersonMayLetADependentOfAPositionRunRegardless(Kept mode) {
        Decision unused = fixture.consume(mode.inOrder(), about("o-1", "account-2", 1, 1, "bank#e-2#account-1#2"));
        String skip = new WakeUp("log", "account-1", null, null, WakeUp.Task.LEAVE_OUT, fixture.clock.instant())
                .toMessage(fixture.clock.instant());

        assertThat(fixture.consume(mode.inOrder(), skip)).isEqualTo(new WokenUp());
        assertThat(effects(fixture, "account-2")).containsExactly(1);
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void skippingGapsLetsDependentsRunInTheEnd(Kept mode) {
        Consumer skipping = mode.inOrder(InOrder.byEntityVersion().skippingGaps(), event -> {});
        List<String> unused = fixture.consumeAll(
                skipping, List.of(about("o-1", "account-2", 1, 1, "bank#e-9#account-1#9"), Kept.event(3)));

        fixture.wakeUntilQuiet(skipping, 5);

        assertThat(effects(fixture)).containsExactly(3);
        assertThat(effects(fixture, "account-2")).containsExactly(1);
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
        assertThat(fixture.dead).isEmpty();
    }

    @Test
    void whereTheLatestWinsAnEventRunsWhenItsDependencyOrALaterOneWasHandled() {
        String needing = about("o-1", "account-2", 1, 9, "bank#e-2#account-1#2");
        assertThat(fixture.consume(latest, needing)).isInstanceOf(Parked.class);
        assertThat(fixture.consume(latest, Kept.event(1))).isEqualTo(new Applied());
        assertThat(ran).containsExactly(1);

        assertThat(fixture.consume(latest, Kept.event(3))).isEqualTo(new Applied());
        assertThat(ran).containsExactly(1, 3, 9);
    }

    @Test
    void whereTheLatestWinsAMissingDependencyIsDeadLetteredAndNotForgotten() {
        String needing = about("o-1", "account-2", 1, 9, "bank#e-2#account-1#2");
        assertThat(fixture.consume(latest, needing)).isInstanceOf(Parked.class);

        fixture.wakeUntilQuiet(latest, 3);
        assertThat(ran).isEmpty();
        assertThat(fixture.deadReasons()).containsExactly("dependency-missing");
    }

    @Test
    void noMoreThanAThousandWaitForOneEvent() {
        for (int i = 0; i < Dependencies.MOST; i++) {
            assertThat(fixture.consume(any, needing("d-" + i, 1, 1, "bank#e-1")))
                    .isInstanceOf(Parked.class);
        }
        assertThat(fixture.consume(any, needing("more", 1, 1, "bank#e-1"))).isInstanceOf(Transient.class);
    }

    private static String needing(String id, int version, int amount, String events) {
        return about(id, "account-1", version, amount, events);
    }

    private static String about(String id, String account, int version, int amount, String events) {
        return deposited(id, account, version, amount).replace("\"data\"", "\"dependson\":\"" + events + "\",\"data\"");
    }
}
