package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static dev.evenstep.internal.consume.Kept.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Gap;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Decision.WokenUp;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.Step;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parking and draining, with crashes, races and too little time. */
class ParkingTest {

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @EnumSource
    void whatCannotBeFinishedInTimeIsFinishedByAWakeUp(Kept mode) {
        Consumer slow = mode.inOrder(InOrder.byEntityVersion(), event -> fixture.advance(Duration.ofSeconds(4)));
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(5, 4, 3, 2));
        fixture.wakeUps.clear();

        assertThat(fixture.consume(slow, event(1))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
        assertThat(fixture.wakeUps)
                .singleElement()
                .satisfies(wakeUp -> assertThat(wakeUp.due()).isBeforeOrEqualTo(fixture.clock.instant()));

        assertThat(fixture.wake(mode.inOrder())).containsExactly(new WokenUp());
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource
    void withoutWakeUpsTheRecordComesBackAndItsDuplicateGoesOn(Kept mode) {
        fixture.queue = WakeUps.none();
        Consumer slow = mode.inOrder(InOrder.byEntityVersion(), event -> fixture.advance(Duration.ofSeconds(4)));
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(5, 4, 3, 2));

        assertThat(fixture.consume(slow, event(1))).isInstanceOf(Transient.class);
        assertThat(fixture.consume(mode.inOrder(), event(1)).settled()).isTrue();
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource
    void aWakeUpThatCannotBeSentBringsTheRecordBack(Kept mode) {
        Consumer slow = mode.inOrder(InOrder.byEntityVersion(), event -> fixture.advance(Duration.ofSeconds(9)));
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(3, 2));
        fixture.queue = (wakeUp, cause) -> {
            throw new IllegalStateException("the queue is away");
        };

        assertThat(fixture.consume(slow, event(1))).isInstanceOf(Transient.class);
        assertThat(fixture.consume(mode.inOrder(), event(1)).settled()).isTrue();
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void aCrashBetweenAnEventAndWhatWaitsForItIsHealedByItsRedelivery(Kept mode) {
        for (Call call : Call.values()) {
            for (int time = 1; time <= 8; time++) {
                healed(mode, call, time, true);
                healed(mode, call, time, false);
            }
        }
    }

    private static void healed(Kept mode, Call call, int time, boolean before) {
        Fixture fixture = new Fixture();
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(4, 3, 2));
        fixture.wakeUps.clear();
        ScriptedStore crashing = new ScriptedStore(fixture.store);
        Runnable crash = ScriptedStore.crashAt(time);
        ScriptedStore scripted = before ? crashing.before(call, crash) : crashing.after(call, crash);

        Decision first = fixture.consume(mode.inOrder(), scripted, event(1));
        for (int again = 0; again < 9 && !first.settled(); again++) {
            fixture.advance(Duration.ofSeconds(11));
            first = fixture.consume(mode.inOrder(), event(1));
        }
        fixture.wakeUntilQuiet(mode.inOrder(), 20);

        assertThat(effects(fixture))
                .as("crash %s %s at %d", before ? "before" : "after", call, time)
                .containsExactly(1, 2, 3, 4);
        assertThat(fixture.parked(mode.address())).isEmpty();
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
        assertThat(fixture.dead).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aParkedEventThatFailsIsTriedAgainWithGrowingDelayAndTheOthersWait(Kept mode) {
        int[] failures = {3};
        Consumer flaky = mode.inOrder(InOrder.byEntityVersion(), event -> {
            if (event.data().amount() == 2 && !effects(fixture).isEmpty() && failures[0]-- > 0) {
                throw new IllegalStateException("gateway is away");
            }
        });
        List<String> unused = fixture.consumeAll(flaky, events(3, 2));
        fixture.wakeUps.clear();
        assertThat(fixture.consume(flaky, event(1))).isEqualTo(new Applied());

        List<Duration> delays = new ArrayList<>();
        while (!fixture.wakeUps.isEmpty()) {
            Instant due = fixture.wakeUps.getFirst().due();
            delays.add(Duration.between(fixture.clock.instant(), due));
            assertThat(effects(fixture)).containsExactly(1);
            fixture.advance(delays.getLast());
            assertThat(fixture.wake(flaky)).containsExactly(new WokenUp());
        }

        assertThat(delays).hasSize(3).isSorted();
        assertThat(delays.getFirst()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
        assertThat(fixture.dead).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aParkedEventThatFailsAsOftenAsASourceTriesIsPoisonAndStopsTheLine(Kept mode) {
        boolean[] down = {true};
        Consumer failing = mode.inOrder(InOrder.byEntityVersion(), event -> {
            if (event.data().amount() == 2 && down[0]) {
                throw new IllegalStateException("gateway is away");
            }
        });
        List<String> unused = fixture.consumeAll(failing, events(3, 2, 1));

        fixture.wakeUntilQuiet(failing, 20);

        assertThat(fixture.deadReasons()).containsExactly("retries-exhausted");
        assertThat(fixture.dead.getFirst().delivery().attempt()).isEqualTo(Fixture.ATTEMPTS);
        assertThat(effects(fixture)).containsExactly(1);
        assertThat(fixture.parked(mode.address())).hasSize(2);
        down[0] = false;
        assertThat(fixture.consume(failing, event(2))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatIsParkedWhileTheLineIsDrainedRunsInTheSameRound(Kept mode) {
        Consumer[] consumer = new Consumer[1];
        List<Decision> between = new ArrayList<>();
        consumer[0] = mode.inOrder(InOrder.byEntityVersion(), event -> {
            if (event.data().amount() == 2 && !effects(fixture).isEmpty() && between.isEmpty()) {
                between.add(fixture.consume(mode.inOrder(), event(3)));
            }
        });
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(2, 4));

        assertThat(fixture.consume(consumer[0], event(1))).isEqualTo(new Applied());

        assertThat(between).singleElement().isInstanceOf(Parked.class);
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theOutsideEffectHappensOnceHoweverManyAreParkedMeanwhile() {
        int[] calls = {0};
        Consumer calling = Kept.LEASED.inOrder(InOrder.byEntityVersion(), event -> {
            if (event.data().amount() == 1) {
                calls[0]++;
                assertThat(fixture.consumeAll(Kept.LEASED.inOrder(), events(2, 3, 5)))
                        .containsOnly("Parked");
            }
        });

        assertThat(fixture.consume(calling, event(1))).isEqualTo(new Applied());
        assertThat(calls[0]).isEqualTo(1);
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @Test
    void theOutsideEffectHappensOnceEvenIfOthersAreParkedFasterThanItIsCompleted() {
        int[] calls = {0};
        int[] next = {2};
        ScriptedStore busy = new ScriptedStore(fixture.store).before(Call.COMMIT, () -> {
            if (next[0] <= 21) {
                assertThat(fixture.consume(Kept.LEASED.inOrder(), event(next[0]++)))
                        .isInstanceOf(Parked.class);
            }
        });
        Consumer calling = Kept.LEASED.inOrder(InOrder.byEntityVersion(), event -> calls[0]++);

        assertThat(fixture.consume(calling, busy, event(1))).isEqualTo(new Applied());
        assertThat(calls[0]).isEqualTo(21);
        assertThat(effects(fixture))
                .isEqualTo(IntStream.rangeClosed(1, 21).boxed().toList());
    }

    @Test
    void whileSomebodyHasTheLeaseOnAPositionItsEventIsInProgress() {
        Step step = step(1);
        assertThat(fixture.store.claim(
                        step, "somebody", Fixture.NOW, Fixture.NOW.plusSeconds(5), Fixture.NOW.plusSeconds(60), true))
                .isInstanceOf(dev.evenstep.internal.store.Leases.Claimed.class);

        assertThat(fixture.consume(Kept.LEASED.inOrder(), event(1)))
                .isEqualTo(new InProgress(Fixture.NOW.plusSeconds(5)));
        assertThat(fixture.consume(Kept.LEASED.inOrder(), event(2))).isInstanceOf(Parked.class);
        fixture.advance(Duration.ofSeconds(6));
        assertThat(fixture.consume(Kept.LEASED.inOrder(), event(1))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2);
    }

    @Test
    void aLateFirstExecutorCannotCompleteAPositionThatItsSuccessorHas() {
        Consumer late = Kept.LEASED.inOrder(InOrder.byEntityVersion(), event -> {
            fixture.advance(Duration.ofSeconds(11));
            assertThat(fixture.consumeAll(Kept.LEASED.inOrder(), events(1, 2))).containsExactly("Applied", "Applied");
        });

        assertThat(fixture.consume(late, event(1)).settled()).isTrue();
        assertThat(effects(fixture)).containsExactly(1, 2);
        assertThat(fixture.store.record(Kept.LEASED.address()).position()).isEqualTo(2);
    }

    @Test
    void aLateFirstExecutorCannotCompleteWhileItsSuccessorIsAtWork() {
        Consumer late = Kept.LEASED.inOrder(InOrder.byEntityVersion(), event -> {
            fixture.advance(Duration.ofSeconds(11));
            Instant now = fixture.clock.instant();
            assertThat(fixture.store.claim(step(1), "successor", now, now.plusSeconds(9), now.plusSeconds(60), true))
                    .isInstanceOf(dev.evenstep.internal.store.Leases.Claimed.class);
        });

        assertThat(fixture.consume(late, event(1))).isInstanceOf(InProgress.class);
        assertThat(effects(fixture)).isEmpty();
        assertThat(fixture.store.record(Kept.LEASED.address()).owner()).isEqualTo("successor");
    }

    @ParameterizedTest
    @EnumSource
    void beyondWhatMayBeParkedAnEventStaysWithItsSource(Kept mode) {
        Consumer narrow = mode.inOrder(InOrder.byEntityVersion().atMostParked(2), event -> {});

        assertThat(fixture.consumeAll(narrow, events(5, 4))).containsOnly("Parked");
        assertThat(fixture.consume(narrow, event(3))).isEqualTo(new Gap(0, 3));
        assertThat(fixture.consume(narrow, event(5))).isInstanceOf(Parked.class);
        assertThat(fixture.consumeAll(narrow, events(1, 2, 3))).containsOnly("Applied");
        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOneStreamApplyEachEventOnceAndInOrder(Kept mode) {
        int versions = 100;
        List<Delivery> deliveries = new ArrayList<>();
        for (int version = 1; version <= versions; version++) {
            deliveries.add(new Delivery("a-" + version, event(version), null, 1));
            deliveries.add(new Delivery("b-" + version, event(version), null, 1));
        }
        Collections.shuffle(deliveries, new Random(11));
        Map<Integer, Integer> calls = Collections.synchronizedMap(new TreeMap<>());
        Consumer consumer = mode.inOrder(
                InOrder.byEntityVersion(), event -> calls.merge(event.data().amount(), 1, Integer::sum));
        ConcurrentBatchProcessor batch = new ConcurrentBatchProcessor(
                fixture.consumption(consumer, fixture.store),
                BatchOptions.defaults().withConcurrency(32));

        List<Delivery> left = deliveries;
        for (int round = 0; round < 50 && !left.isEmpty(); round++) {
            left = batch.run(left, Deadline.in(Duration.ofMinutes(1), Clock.systemUTC())).stream()
                    .filter(outcome -> !outcome.decision().settled())
                    .map(Outcome::delivery)
                    .toList();
        }
        fixture.wakeUntilQuiet(consumer, 100);

        assertThat(left).isEmpty();
        assertThat(effects(fixture))
                .isEqualTo(IntStream.rangeClosed(1, versions).boxed().toList());
        assertThat(fixture.parked(mode.address())).isEmpty();
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
        assertThat(fixture.dead).isEmpty();
        if (mode == Kept.LEASED) {
            assertThat(calls.values()).containsOnly(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDrainedTwiceHasNoSecondEffect(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(4, 3, 2));
        ScriptedStore racing = new ScriptedStore(fixture.store)
                .after(
                        Call.PARKED_BEHIND,
                        () -> assertThat(fixture.consume(mode.inOrder(), event(1)))
                                .isInstanceOfAny(
                                        Applied.class, Duplicate.class, Decision.Stale.class, InProgress.class));

        assertThat(fixture.consume(mode.inOrder(), racing, event(1)).settled()).isTrue();

        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4);
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
    }

    private static Step step(int version) {
        return new Step.Ordered(
                Kept.LEASED.address(),
                version,
                new PositionRule(PositionRule.TurnRule.NEXT, 1),
                new dev.evenstep.internal.store.IdempotencyKey("log", "bank", "e-" + version),
                "");
    }
}
