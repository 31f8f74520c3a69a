package dev.evenstep.eventstore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever the order of calls, and wherever instances crash or lose a reply: each commit is in the log once, and each
 * subscription sees it, each stream's in their order. And what would be wrong is found by the same schedules.
 */
class LogSchedulesTest {

    private static final int SEEDS = 500;

    private static LogTable table(Turns turns) {
        return new InMemoryLogTable();
    }

    private static LogSchedule.Reader subscription(Turns turns) {
        return LogSchedule.subscription("view", turns);
    }

    @Test
    void everyCommitIsInTheLogOnceAndSeenByEverybodyInOrder() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            assertThat(new LogSchedule(seed, LogSchedulesTest::table, LogSchedulesTest::subscription).run())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    /** The seed that finds it. */
    private static int found(Function<Turns, LogTable> table, Function<Turns, LogSchedule.Reader> reader)
            throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            if (!new LogSchedule(seed, table, reader).run().isEmpty()) {
                return seed;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void aWatermarkByTheWallClockIsFound() throws Exception {
        assertThat(found(LogSchedulesTest::table, turns -> PlantedMistakes.watermarkByWallClock()))
                .isLessThanOrEqualTo(SEEDS);
    }

    @Test
    void aCheckpointThatIsMovedBeforeTheHandlerIsFound() throws Exception {
        assertThat(found(LogSchedulesTest::table, PlantedMistakes::checkpointFirst))
                .isLessThanOrEqualTo(SEEDS);
    }

    @Test
    void aCursorThatIsNotInTheTransactionIsFound() throws Exception {
        assertThat(found(PlantedMistakes::cursorOutside, LogSchedulesTest::subscription))
                .isLessThanOrEqualTo(SEEDS);
    }

    @Test
    void aNumberThatIsGivenOutBeforeItsEntryIsSeenIsFound() throws Exception {
        assertThat(found(PlantedMistakes::numberFirst, LogSchedulesTest::subscription))
                .isLessThanOrEqualTo(SEEDS);
    }
}
