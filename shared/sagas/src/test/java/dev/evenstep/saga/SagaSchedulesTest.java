package dev.evenstep.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.saga.SagaEvent.CompensationBegun;
import dev.evenstep.saga.SagaEvent.SagaGivenUp;
import dev.evenstep.saga.SagaEvent.StepBegun;
import dev.evenstep.saga.SagaEvent.StepSucceeded;
import dev.evenstep.saga.SagaEvent.StepTimedOut;
import dev.evenstep.saga.SagaEvent.StepTimeout;
import dev.evenstep.saga.SagaHandler.SagaTurns;
import dev.evenstep.saga.SagaInstance.HistoryEntry;
import dev.evenstep.saga.SagaWorld.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens, each saga ends completed with everything done, or compensated with nothing done; compensations are sent
 * once each, in reverse. Mistakes that are planted are found.
 */
class SagaSchedulesTest {

    private static final int SEEDS = 1_000;

    @Test
    void everySagaEndsDoneOrUndone() {
        SagaWorld world = new SagaWorld(SagaTurn::new, UnaryOperator.identity());
        int completed = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            completed += run(world, seed);
        }
        assertThat(completed).isBetween(SEEDS / 4, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aPlantedMistakeIsFound(String name, SagaTurns turns, UnaryOperator<ExpectedVersion> expectations) {
        SagaWorld world = new SagaWorld(turns, expectations);
        List<Integer> found = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS && found.isEmpty(); seed++) {
            try {
                int unused = run(world, seed);
            } catch (AssertionError | IllegalStateException | NullPointerException violated) {
                found.add(seed);
            }
        }
        assertThat(found).as(name).isNotEmpty();
    }

    /** How many of its sagas were completed. */
    private static int run(SagaWorld world, int seed) {
        world.run(seed);
        int completed = 0;
        for (String key : world.keys) {
            completed += verify(world, key, "seed " + key) ? 1 : 0;
        }
        return completed;
    }

    private static boolean verify(SagaWorld world, String key, String where) {
        SagaInstance instance = Objects.requireNonNull(SagaInstance.find(world.store, "world", key));
        assertThat(instance.status()).as(where).isIn(SagaStatus.COMPLETED, SagaStatus.COMPENSATED);
        boolean isCompleted = instance.status() == SagaStatus.COMPLETED;
        assertThat(world.slotsOf(key).map((Slot slot) -> slot.isHeld)).as(where).containsOnly(isCompleted);
        verifyOrder(instance, where);
        List<String> sent = world.events(key).stream()
                .map(Envelope::type)
                .filter(type -> type.contains("do-") || type.contains("Do-"))
                .toList();
        for (String step : SagaWorld.STEPS) {
            for (String command : List.of("Do-" + step, "Undo-" + step)) {
                assertThat(sent.stream().filter(command::equals).count())
                        .as("%s: %s in %s", where, command, sent)
                        .isLessThanOrEqualTo(1 + world.retries);
            }
        }
        return isCompleted;
    }

    /** A compensation is begun when nothing behind it is to be undone, once; a step when all before it are done. */
    private static void verifyOrder(SagaInstance instance, String where) {
        Set<String> done = new TreeSet<>();
        Set<String> undone = new TreeSet<>();
        String running = "";
        for (HistoryEntry entry : instance.history()) {
            switch (entry.event()) {
                case StepBegun(var step, int attempt, var due) -> {
                    assertThat(done).as(where).hasSize(SagaWorld.STEPS.indexOf(step));
                    running = step;
                }
                case StepSucceeded(var step, var state) -> done.add(step);
                case StepTimedOut(var step) -> done.add(step);
                case SagaGivenUp given -> done.add(running);
                case CompensationBegun(var step, int attempt)
                when attempt == 1 -> {
                    assertThat(undone.add(step))
                            .as("%s: %s is undone once", where, step)
                            .isTrue();
                    assertThat(done.stream().filter(other -> !undone.contains(other) && other.compareTo(step) > 0))
                            .as("%s: what is undone after %s", where, step)
                            .isEmpty();
                }
                default -> {}
            }
        }
        if (instance.status() == SagaStatus.COMPENSATED) {
            assertThat(undone).as(where).containsAll(done);
        }
    }

    static Stream<Arguments> mistakes() {
        UnaryOperator<ExpectedVersion> kept = UnaryOperator.identity();
        return Stream.of(
                mistake("compensates forward", Forward::new, kept),
                mistake("times out what is done", Hasty::new, kept),
                mistake("loses a late success", Deaf::new, kept),
                mistake("compensates at every success", Eager::new, kept),
                mistake("forgets what came early", Forgetful::new, kept),
                mistake("appends whatever happened", SagaTurn::new, expected -> ExpectedVersion.any()));
    }

    private static Arguments mistake(String name, SagaTurns turns, UnaryOperator<ExpectedVersion> expectations) {
        return Arguments.of(name, turns, expectations);
    }

    private static final class Forward<S> extends SagaTurn<S> {

        Forward(SagaCommit<S> commit) {
            super(commit);
        }

        @Override
        List<SagaStep<S>> inReverse(List<SagaStep<S>> steps) {
            return steps;
        }
    }

    private static final class Hasty<S> extends SagaTurn<S> {

        Hasty(SagaCommit<S> commit) {
            super(commit);
        }

        @Override
        boolean awaits(StepTimeout timeout) {
            return commit().instance().status() == SagaStatus.RUNNING;
        }
    }

    private static final class Deaf<S> extends SagaTurn<S> {

        Deaf(SagaCommit<S> commit) {
            super(commit);
        }

        @Override
        void succeededLate(SagaTriggers.Success<S, ?> success, Event<?> event) {}
    }

    private static final class Eager<S> extends SagaTurn<S> {

        Eager(SagaCommit<S> commit) {
            super(commit);
        }

        @Override
        void succeededLate(SagaTriggers.Success<S, ?> success, Event<?> event) {
            commit().addSuccess(success, event);
            compensate();
        }
    }

    private static final class Forgetful<S> extends SagaTurn<S> {

        Forgetful(SagaCommit<S> commit) {
            super(commit);
        }

        @Override
        void keep(String step, Envelope event) {}
    }
}
