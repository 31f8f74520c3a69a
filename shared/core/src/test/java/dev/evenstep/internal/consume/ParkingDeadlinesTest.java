package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static dev.evenstep.internal.consume.Kept.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Skipped;
import dev.evenstep.decision.Decision.Stale;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Decision.WokenUp;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.order.InOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that wait in vain. */
class ParkingDeadlinesTest {

    private static final Instant DEADLINE = Fixture.NOW.plus(Duration.ofHours(1));

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @EnumSource
    void theFirstParkedEventSeesToItThatSomebodyLooksAtItsDeadline(Kept mode) {
        assertThat(fixture.consume(mode.inOrder(), event(3)))
                .isInstanceOfSatisfying(
                        Parked.class, parked -> assertThat(parked.until()).isEqualTo(DEADLINE));
        assertThat(fixture.consume(mode.inOrder(), event(4))).isInstanceOf(Parked.class);

        assertThat(fixture.wakeUps)
                .containsExactly(new WakeUp("log", "account-1", null, null, WakeUp.Task.LOOK_AFTER, DEADLINE));
    }

    @ParameterizedTest
    @EnumSource
    void aWakeUpBeforeItsTimeWaitsForIt(Kept mode) {
        Decision unused = fixture.consume(mode.inOrder(), event(3));
        String early = fixture.wakeUps.getFirst().toMessage(fixture.clock.instant());

        assertThat(fixture.consume(mode.inOrder(), early)).isEqualTo(new InProgress(DEADLINE));
        assertThat(fixture.parked(mode.address())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsOverdueIsGivenUpAndTheOthersAreLookedAtInTheirTime(Kept mode) {
        Decision unused = fixture.consume(mode.inOrder(), event(5));
        fixture.advance(Duration.ofMinutes(20));
        Decision unused2 = fixture.consume(mode.inOrder(), event(3));

        fixture.advance(Duration.ofMinutes(40));
        assertThat(fixture.wake(mode.inOrder())).containsExactly(new WokenUp());

        assertThat(fixture.deadReasons()).containsExactly("gap");
        assertThat(fixture.dead.getFirst().poison().detail())
                .isEqualTo("The stream is at %d and the event is its 5; what lies between did not come within PT1H"
                        .formatted(fixture.store.record(mode.address()).reached()));
        assertThat(fixture.dead.getFirst().delivery().body()).isEqualTo(event(5));
        assertThat(fixture.parked(mode.address())).containsExactly("log#bank#e-3");
        assertThat(fixture.wakeUps)
                .containsExactly(new WakeUp(
                        "log", "account-1", null, null, WakeUp.Task.LOOK_AFTER, DEADLINE.plus(Duration.ofMinutes(20))));

        fixture.wakeUntilQuiet(mode.inOrder(), 3);
        assertThat(fixture.deadReasons()).containsExactly("gap", "gap");
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGivenUpCanBeRedriven(Kept mode) {
        Decision unused = fixture.consume(mode.inOrder(), event(2));
        fixture.wakeUntilQuiet(mode.inOrder(), 3);
        assertThat(fixture.deadReasons()).containsExactly("gap");

        assertThat(fixture.consumeAll(mode.inOrder(), events(1, 2))).containsExactly("Applied", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void whatCameInTimeIsNotGivenUp(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(3, 2, 1));

        fixture.advance(Duration.ofHours(2));
        assertThat(fixture.wake(mode.inOrder())).containsExactly(new WokenUp());
        assertThat(fixture.dead).isEmpty();
        assertThat(fixture.wakeUps).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void skippingGapsGoesOnAndWhatComesAfterAllIsStale(Kept mode) {
        Consumer skipping = mode.inOrder(InOrder.byEntityVersion().skippingGaps(), event -> {});
        List<String> unused = fixture.consumeAll(skipping, events(1, 4, 5, 8));

        fixture.wakeUntilQuiet(skipping, 5);

        assertThat(effects(fixture)).containsExactly(1, 4, 5, 8);
        assertThat(fixture.dead).isEmpty();
        assertThat(fixture.reported)
                .extracting(outcome -> outcome.decision())
                .containsExactly(new Skipped(2, 3), new Applied(), new Applied(), new Skipped(6, 7), new Applied());
        assertThat(fixture.consumeAll(skipping, events(3, 6))).containsOnly("Stale");
        assertThat(fixture.consume(skipping, event(2))).isEqualTo(new Stale(8, 2));
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsBehindAnEventThatIsTriedAgainIsNotGivenUp(Kept mode) {
        boolean[] down = {true};
        Consumer failing = mode.inOrder(InOrder.byEntityVersion(), event -> {
            if (down[0] && event.data().amount() == 2) {
                throw new IllegalStateException("down");
            }
        });
        List<String> unused = fixture.consumeAll(failing, events(2, 3, 1));
        assertThat(effects(fixture)).containsExactly(1);

        fixture.advance(Duration.ofHours(2));
        assertThat(fixture.wake(failing)).containsOnly(new WokenUp());
        assertThat(fixture.dead).isEmpty();

        down[0] = false;
        fixture.wakeUntilQuiet(failing, 5);
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void aWakeUpWithoutTimeLeftComesBack(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(3));
        fixture.advance(Duration.ofHours(1));
        fixture.time = Duration.ofMillis(900);

        assertThat(fixture.wake(mode.inOrder())).containsExactly(new WokenUp());
        assertThat(fixture.dead).isEmpty();
        assertThat(fixture.wakeUps).hasSize(1);

        fixture.time = Duration.ofSeconds(10);
        assertThat(fixture.wake(mode.inOrder())).containsExactly(new WokenUp());
        assertThat(fixture.deadReasons()).containsExactly("gap");
    }

    @ParameterizedTest
    @EnumSource
    void moreThanThereIsTimeForIsGivenUpByTheNextWakeUp(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(3, 4, 5));
        fixture.advance(Duration.ofHours(1));
        ScriptedStore slow =
                new ScriptedStore(fixture.store).after(Call.REMOVE, () -> fixture.advance(Duration.ofSeconds(6)));

        assertThat(fixture.wake(mode.inOrder(), slow)).containsExactly(new WokenUp());
        assertThat(fixture.dead).hasSize(2);
        assertThat(fixture.wakeUps).hasSize(1);

        assertThat(fixture.wake(mode.inOrder())).containsExactly(new WokenUp());
        assertThat(fixture.dead).hasSize(3);
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aWakeUpThatFailsComesBack(Kept mode) {
        Decision unused = fixture.consume(mode.inOrder(), event(3));
        fixture.advance(Duration.ofHours(1));
        ScriptedStore crashing = new ScriptedStore(fixture.store).before(Call.REMOVE, ScriptedStore.always());
        String due = fixture.wakeUps.getFirst().toMessage(fixture.clock.instant());

        assertThat(fixture.consume(mode.inOrder(), crashing, due)).isInstanceOf(Transient.class);
        assertThat(fixture.consume(mode.inOrder(), due)).isEqualTo(new WokenUp());
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatIsParkedWithoutItsWakeUpBringsItWhenItComesBack(Kept mode) {
        fixture.queue = (wakeUp, cause) -> {
            throw new IllegalStateException("the queue is away");
        };
        assertThat(fixture.consume(mode.inOrder(), event(3))).isInstanceOf(Transient.class);
        assertThat(fixture.parked(mode.address())).hasSize(1);

        fixture.queue = (wakeUp, cause) -> fixture.wakeUps.add(wakeUp);
        assertThat(fixture.consume(mode.inOrder(), event(3))).isInstanceOf(Parked.class);
        assertThat(fixture.wakeUps).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAQueueOfItsOwnAConsumerParksAllTheSame(Kept mode) {
        fixture.queue = WakeUps.none();

        assertThat(fixture.consumeAll(mode.inOrder(), events(3, 2, 1))).containsExactly("Parked", "Parked", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }
}
