package dev.evenstep.internal.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.internal.consume.ScriptedStore.Crash;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two entities, one of which depends on the other, delivered in any order and more than once, with crashes at any call,
 * handlers that fail or reject, deadlines that pass, and dead letters that are redriven: in the end every version took
 * effect, once and in order, and nothing is left behind.
 */
class OrderSchedulesTest {

    private static final int SCHEDULES = 50;
    private static final int VERSIONS = 6;
    private static final int STEPS = 3_000;

    /** After so many steps everything works. */
    private static final int ROUGH_STEPS = 150;

    @ParameterizedTest
    @EnumSource
    void everyVersionTakesEffectOnceAndInOrder(Kept mode) {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            new Schedule(mode, seed).run();
        }
    }

    private static final class Schedule {

        private final Kept mode;
        private final int seed;
        private final Random random;
        private final Fixture fixture = new Fixture();
        private final ScriptedStore store = new ScriptedStore(fixture.store);
        private final List<String> queue = new ArrayList<>();
        private final Consumer consumer;
        private final double crashing;
        private final double failing;
        private boolean isRough = true;
        private boolean isKilled;

        Schedule(Kept mode, int seed) {
            this.mode = mode;
            this.seed = seed;
            this.random = new Random(seed);
            this.crashing = random.nextInt(3) * 0.04;
            this.failing = random.nextInt(3) * 0.1;
            this.consumer = mode.inOrder(
                    InOrder.byEntityVersion().atMostParked(random.nextBoolean() ? 3 : 1_000), event -> handling());
            fixture.queue = (wakeUp, cause) -> {
                mayCrash();
                return fixture.wakeUps.add(wakeUp);
            };
            for (Call call : Call.values()) {
                ScriptedStore unused = store.before(call, this::mayCrash).after(call, this::mayCrash);
            }
        }

        void run() {
            fill();
            for (int step = 0; step < STEPS && !isQuiet(); step++) {
                isRough = step < ROUGH_STEPS;
                act(random.nextInt(10));
                assertThat(effects("account-1"))
                        .as("seed %d", seed)
                        .isEqualTo(upTo(effects("account-1").size()));
                assertThat(effects("account-2"))
                        .as("seed %d", seed)
                        .isEqualTo(upTo(effects("account-2").size()));
            }
            for (String account : List.of("account-1", "account-2")) {
                assertThat(effects(account)).as("seed %d", seed).isEqualTo(upTo(VERSIONS));
                assertThat(fixture.parked(mode.address(account)))
                        .as("seed %d", seed)
                        .isEmpty();
                assertThat(fixture.store.record(mode.address(account)).parked()).isZero();
            }
            assertThat(isQuiet()).as("seed %d", seed).isTrue();
        }

        private void fill() {
            for (int version = 1; version <= VERSIONS; version++) {
                int other = 1 + random.nextInt(VERSIONS);
                String dependson = "\"dependson\":\"bank#a-%d#account-1#%d\",".formatted(other, other);
                String dependent = Fixture.deposited("b-" + version, "account-2", version, version)
                        .replace("\"data\"", random.nextInt(4) == 0 ? dependson + "\"data\"" : "\"data\"");
                add(Fixture.deposited("a-" + version, version, version));
                add(dependent);
            }
            Collections.shuffle(queue, random);
        }

        private void add(String body) {
            queue.addAll(Collections.nCopies(1 + random.nextInt(3), body));
        }

        private boolean isQuiet() {
            return queue.isEmpty() && fixture.wakeUps.isEmpty() && fixture.dead.isEmpty();
        }

        private void act(int dice) {
            List<WakeUp> due = fixture.wakeUps.stream()
                    .filter(wakeUp -> !wakeUp.due().isAfter(fixture.clock.instant()))
                    .toList();
            if (dice < 6 && !queue.isEmpty()) {
                String body = queue.remove(random.nextInt(queue.size()));
                if (!deliver(body)) {
                    queue.add(body);
                }
            } else if (dice < 8 && !due.isEmpty()) {
                WakeUp wakeUp = due.get(random.nextInt(due.size()));
                boolean unused = fixture.wakeUps.remove(wakeUp);
                if (!deliver(wakeUp.toMessage(fixture.clock.instant()))) {
                    fixture.wakeUps.add(wakeUp);
                }
            } else if (dice == 8 && !fixture.dead.isEmpty()) {
                queue.add(fixture.dead.remove(0).delivery().body());
            } else {
                fixture.advance(Duration.ofSeconds(random.nextInt(dice == 9 ? 60 : 300)));
            }
        }

        /** Whether it is done with. */
        private boolean deliver(String body) {
            isKilled = false;
            try {
                Decision decision = fixture.consume(consumer, store, new Delivery("m", body, null, 1));
                return decision.settled() && !isKilled;
            } catch (Crash crash) {
                return false;
            } finally {
                isKilled = false;
            }
        }

        /** A killed invocation calls nothing more; a failed call may be the only one. */
        private void mayCrash() {
            if (isKilled) {
                throw new Crash();
            }
            if (isRough && random.nextDouble() < crashing) {
                isKilled = random.nextBoolean();
                throw new Crash();
            }
        }

        private void handling() {
            if (!isRough) {
                return;
            }
            if (random.nextInt(8) == 0) {
                fixture.advance(Duration.ofSeconds(random.nextInt(12)));
            }
            if (random.nextDouble() < failing) {
                throw random.nextInt(4) == 0 ? new PermanentFailure("never") : new IllegalStateException("not now");
            }
        }

        private List<Integer> effects(String account) {
            return Kept.effects(fixture, account);
        }

        private static List<Integer> upTo(int version) {
            return IntStream.rangeClosed(1, version).boxed().toList();
        }
    }
}
