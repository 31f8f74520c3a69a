package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Kept.effects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Decision.WokenUp;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Delivery.Attribute;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Message groups without versions, whose order is their queue's. */
class MessageGroupsTest {

    private static final RecordAddress GROUP = Fixture.stream("log", "group-1");

    private final Fixture fixture = new Fixture();

    enum Mode {
        TRANSACTIONAL,
        LEASED;

        Consumer stopping(Kept.Hook hook) {
            return switch (this) {
                case TRANSACTIONAL ->
                    Consumer.transactional("log")
                            .stoppingGroups()
                            .on(Fixture.DEPOSITED, event -> Effect.of(Kept.append(event, hook)));
                case LEASED ->
                    Consumer.leased("log")
                            .stoppingGroups()
                            .on(Fixture.DEPOSITED, hook::handling, event -> Effect.of(Kept.append(event, any -> {})));
            };
        }

        Consumer stopping() {
            return stopping(event -> {});
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsPoisonOfItsGroupWaitsInTheOrderOfTheQueueAndRunsAfterTheRedrive(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), message(100))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.stopping(), message(9))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.stopping(), message(8))).isInstanceOf(Parked.class);
        assertThat(fixture.parked(GROUP)).containsExactly("log#m-7", "log#m-8", "log#m-9", "log#m-100");

        assertThat(fixture.consume(mode.stopping(), redriven(message(101, 7), "m-7")))
                .isEqualTo(new Applied());

        assertThat(effects(fixture)).containsExactly(7, 8, 9, 100);
        assertThat(fixture.store.record(GROUP).parked()).isZero();
        assertThat(fixture.consume(mode.stopping(), message(102))).isEqualTo(new Applied());
    }

    @ParameterizedTest
    @EnumSource
    void theSameMessageAgainIsItsRedrive(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), message(8))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(mode.stopping(), message(7))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(7, 8);
    }

    @ParameterizedTest
    @EnumSource
    void poisonThatIsPoisonAgainKeepsTheGroupStoppedUnderItsNewId(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), message(8))).isInstanceOf(Parked.class);
        Delivery again = redriven(unreadable(20), "m-7");

        assertThat(fixture.consume(mode.stopping(), again)).isInstanceOf(Poison.class);
        assertThat(fixture.dead).hasSize(2);
        assertThat(effects(fixture)).isEmpty();

        assertThat(fixture.consume(mode.stopping(), redriven(message(30, 7), "m-20")))
                .isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(7, 8);
    }

    @ParameterizedTest
    @EnumSource
    void otherGroupsAndRecordsWithoutOneGoOn(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);

        Delivery other = new Delivery(
                "m-8", message(8).body(), "group-2", 1, null, message(8).attributes());
        Delivery none = new Delivery("m-9", message(9).body(), null, 1);
        assertThat(fixture.consume(mode.stopping(), other)).isEqualTo(new Applied());
        assertThat(fixture.consume(mode.stopping(), none)).isEqualTo(new Applied());
    }

    @Test
    void unlessToldOtherwiseAGroupGoesOn() {
        Consumer going =
                Consumer.transactional("log").on(Fixture.DEPOSITED, event -> Effect.of(Kept.append(event, any -> {})));

        assertThat(fixture.consume(going, unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(going, message(8))).isEqualTo(new Applied());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoEventAtAllStopsItsGroupToo(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), new Delivery("m-7", "no json", "group-1", 1, null, number(7))))
                .isInstanceOf(Poison.class);
        assertThat(fixture.deadReasons()).containsExactly("malformed");
        assertThat(fixture.consume(mode.stopping(), new Delivery("m-8", "nor this", "group-1", 1, null, number(8))))
                .isInstanceOf(Parked.class);

        assertThat(fixture.consume(mode.stopping(), redriven(message(20, 7), "m-7")))
                .isEqualTo(new Applied());
        assertThat(fixture.deadReasons()).containsExactly("malformed", "malformed");
        assertThat(fixture.consume(mode.stopping(), message(21))).isInstanceOf(Parked.class);
    }

    @ParameterizedTest
    @EnumSource
    void aPersonMayLeaveTheHeadOut(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), message(8))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(mode.stopping(), wakeUp(true))).isEqualTo(new WokenUp());

        assertThat(effects(fixture)).containsExactly(8);
        assertThat(fixture.parked(GROUP)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aWakeUpWithoutSkipLeavesAStoppedGroupAsItIs(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), message(8))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(mode.stopping(), wakeUp(false))).isEqualTo(new WokenUp());
        assertThat(effects(fixture)).isEmpty();
        assertThat(fixture.parked(GROUP)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aWakeUpIsNoRecordOfTheGroupThatItTravelsIn(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), message(8))).isInstanceOf(Parked.class);
        Delivery inGroup = new Delivery("w-1", wakeUp(true), "group-1", 1, null, number(50));

        assertThat(fixture.consume(mode.stopping(), inGroup)).isEqualTo(new WokenUp());
        assertThat(effects(fixture)).containsExactly(8);
    }

    @ParameterizedTest
    @EnumSource
    void aFollowerThatFailsIsTriedAgainAndHoldsTheOthers(Mode mode) {
        int[] failures = {2};
        Consumer flaky = mode.stopping(event -> {
            if (event.data().amount() == 8 && failures[0]-- > 0) {
                throw new IllegalStateException("away");
            }
        });
        assertThat(fixture.consume(flaky, unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(flaky, message(8))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(flaky, message(9))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(flaky, redriven(message(20, 7), "m-7"))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(7);
        fixture.wakeUntilQuiet(flaky, 5);

        assertThat(effects(fixture)).containsExactly(7, 8, 9);
    }

    @ParameterizedTest
    @EnumSource
    void aFollowerThatIsPoisonStopsTheGroupInItsTurn(Mode mode) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), unreadable(8))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.stopping(), message(9))).isInstanceOf(Parked.class);
        assertThat(fixture.dead).hasSize(1);

        assertThat(fixture.consume(mode.stopping(), message(7))).isEqualTo(new Applied());
        assertThat(fixture.dead).hasSize(2);
        assertThat(effects(fixture)).containsExactly(7);
        assertThat(fixture.consume(mode.stopping(), redriven(message(20, 8), "m-8")))
                .isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(7, 8, 9);
    }

    @ParameterizedTest
    @EnumSource
    void whatTimeIsTooShortForIsFinishedByAWakeUp(Mode mode) {
        Consumer slow = mode.stopping(event -> fixture.advance(Duration.ofSeconds(9)));
        assertThat(fixture.consume(slow, unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(slow, message(8))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(slow, message(9))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(slow, message(7))).isEqualTo(new Applied());
        assertThat(fixture.wakeUps).hasSize(1);
        fixture.wakeUntilQuiet(mode.stopping(), 3);
        assertThat(effects(fixture)).containsExactly(7, 8, 9);
    }

    @ParameterizedTest
    @EnumSource
    void withoutWakeUpsTheRedrivenHeadComesBackAndTheGroupGoesOn(Mode mode) {
        fixture.queue = WakeUps.none();
        Consumer slow = mode.stopping(event -> fixture.advance(Duration.ofSeconds(9)));
        assertThat(fixture.consume(slow, unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(slow, message(8))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(slow, message(7))).isInstanceOf(Transient.class);
        assertThat(fixture.consume(mode.stopping(), message(7)).settled()).isTrue();
        assertThat(effects(fixture)).containsExactly(7, 8);
        assertThat(fixture.parked(GROUP)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCrashAnywhereIsHealedByTheRedelivery(Mode mode) {
        for (Call call : Call.values()) {
            for (int time = 1; time <= 6; time++) {
                healed(mode, new Fixture(), call, time, true);
                healed(mode, new Fixture(), call, time, false);
            }
        }
    }

    private static void healed(Mode mode, Fixture fixture, Call call, int time, boolean before) {
        assertThat(fixture.consume(mode.stopping(), unreadable(7))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(mode.stopping(), message(8))).isInstanceOf(Parked.class);
        assertThat(fixture.consume(mode.stopping(), message(9))).isInstanceOf(Parked.class);
        ScriptedStore crashing = new ScriptedStore(fixture.store);
        Runnable crash = ScriptedStore.crashAt(time);
        ScriptedStore scripted = before ? crashing.before(call, crash) : crashing.after(call, crash);
        Delivery redriven = redriven(message(20, 7), "m-7");

        boolean settled = settles(mode, fixture, scripted, redriven);
        for (int again = 0; again < 9 && !settled; again++) {
            fixture.advance(Duration.ofSeconds(11));
            settled = settles(mode, fixture, fixture.store, redriven);
        }
        fixture.wakeUntilQuiet(mode.stopping(), 20);

        assertThat(effects(fixture))
                .as("crash %s %s at %d", before ? "before" : "after", call, time)
                .containsExactly(7, 8, 9);
        assertThat(fixture.parked(GROUP)).isEmpty();
        assertThat(fixture.dead).hasSize(1);
    }

    private static boolean settles(
            Mode mode, Fixture fixture, dev.evenstep.internal.store.Store store, Delivery delivery) {
        try {
            return fixture.consume(mode.stopping(), store, delivery).settled();
        } catch (ScriptedStore.Crash crash) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGroupWhoseRecordsHaveNoNumbersLosesNone(Mode mode) {
        Decision head = fixture.consume(mode.stopping(), new Delivery("m-1", "no json", "group-1", 1));
        assertThat(head).isInstanceOf(Poison.class);

        for (int i = 2; i <= 4; i++) {
            Delivery unnumbered = new Delivery("m-" + i, message(i).body(), "group-1", 1);
            assertThat(fixture.consume(mode.stopping(), unnumbered)).isInstanceOf(Parked.class);
        }
        assertThat(fixture.consume(mode.stopping(), wakeUp(true))).isEqualTo(new WokenUp());
        assertThat(effects(fixture)).containsExactly(2, 3, 4);
    }

    private String wakeUp(boolean skip) {
        return new WakeUp(
                        "log",
                        "group-1",
                        null,
                        null,
                        skip ? WakeUp.Task.LEAVE_OUT : WakeUp.Task.LOOK_AFTER,
                        fixture.clock.instant())
                .toMessage(fixture.clock.instant());
    }

    private static Delivery message(int number) {
        return message(number, number);
    }

    /** The event of an amount as a message with a number of its own. */
    private static Delivery message(int number, int amount) {
        return new Delivery("m-" + number, body(amount), "group-1", 1, null, number(number));
    }

    private static Delivery unreadable(int number) {
        String torn = body(number).replace("\"amount\":" + number, "\"amount\":\"none\"");
        return new Delivery("m-" + number, torn, "group-1", 1, null, number(number));
    }

    private static Delivery redriven(Delivery delivery, String formerId) {
        Map<String, Attribute> attributes = new HashMap<>(delivery.attributes());
        attributes.put(Delivery.REDRIVEN, new Attribute("String", formerId));
        return new Delivery(delivery.id(), delivery.body(), delivery.group(), 1, null, attributes);
    }

    private static String body(int amount) {
        return Kept.event(amount).replace("\"entityversion\":" + amount + ",", "");
    }

    private static Map<String, Attribute> number(int number) {
        return Map.of(Delivery.SEQUENCE_NUMBER, new Attribute(Delivery.SYSTEM, Integer.toString(number)));
    }
}
