package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is called in between, twice, or not at all: a view is what its events make of it, and reading goes on. */
class ProjectionSchedulesTest {

    private static final int SEEDS = 1_000;

    @Test
    void whateverHappensAViewIsWhatItsEventsMakeOfIt() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try {
                new ProjectionSchedule(seed, UnaryOperator.identity()).run();
            } catch (AssertionError violation) {
                throw new AssertionError("Seed " + seed, violation);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsFound(MistakenViews mistake) {
        assertThat(IntStream.rangeClosed(1, SEEDS)).anyMatch(seed -> isViolated(seed, mistake));
    }

    private static boolean isViolated(int seed, MistakenViews mistake) {
        try {
            new ProjectionSchedule(seed, mistake).run();
            return false;
        } catch (AssertionError violation) {
            return true;
        }
    }
}
