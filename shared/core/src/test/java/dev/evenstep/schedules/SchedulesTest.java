package dev.evenstep.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real consumers and the real relay under every delivery that AWS allows, drawn by seed: every event takes effect
 * once in each consumer, and in the order of its entity's versions in those in order. To look into a seed: {@code new
 * Rig(mode, Mistake.NONE).run(seed)}.
 */
class SchedulesTest {

    private static final int SCHEDULES = 4_000;
    private static final int UNTIL_A_MISTAKE_IS_FOUND = 2_000;
    private static final int THREADS = 2;

    @ParameterizedTest
    @EnumSource
    void everyEventTakesEffectOnceAndInOrderWhateverTheSchedule(Mode mode) {
        Map<Long, String> wrong = new TreeMap<>();
        IntStream.range(0, THREADS).parallel().forEach(thread -> {
            Rig rig = new Rig(mode, Mistake.NONE);
            LongStream.rangeClosed(1, SCHEDULES / THREADS).forEach(i -> {
                long seed = i * THREADS + thread;
                rig.run(seed).ifPresent(what -> {
                    synchronized (wrong) {
                        wrong.put(seed, what);
                    }
                });
            });
        });

        assertThat(wrong).as("what is wrong, by seed").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POSITION_NOT_CHECKED, VERSIONED",
        "POSITION_NOT_CHECKED, TRANSACTIONAL_IN_ORDER",
        "POSITION_NOT_CHECKED, LEASED_IN_ORDER",
        "PARKED_EVENT_RUNS_WITHOUT_CONDITION, TRANSACTIONAL_IN_ORDER",
        "PARKED_EVENT_RUNS_WITHOUT_CONDITION, LEASED_IN_ORDER",
        "RELAY_TRUSTS_THE_STREAM, TRANSACTIONAL",
        "OUTBOX_KEYED_BY_EVENT, TRANSACTIONAL",
        "COMPLETION_NOT_FENCED, LEASED",
        "COMPLETION_NOT_FENCED, LEASED_IN_ORDER"
    })
    void aPlantedMistakeIsFound(Mistake mistake, Mode mode) {
        Rig rig = new Rig(mode, mistake);

        Optional<String> found = LongStream.rangeClosed(1, UNTIL_A_MISTAKE_IS_FOUND)
                .mapToObj(rig::run)
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(found).isPresent();
    }
}
