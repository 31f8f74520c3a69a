package dev.evenstep.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories with duplicates, lateness, clocks that differ and crashes: what the windows and patterns found equals what a batch
 * computes over the same events. {@code -Dstreaming.histories=1000} for more of them. To look into one: {@code new StreamWorld(seed,
 * kind, StreamMistake.NONE).run()}.
 */
class StreamSchedulesTest {

    private static final int SEEDS =
            Math.ceilDiv(Integer.getInteger("streaming.histories", 180), StreamKind.values().length);
    private static final int UNTIL_A_MISTAKE_IS_FOUND = 300;

    @ParameterizedTest
    @EnumSource
    void whatIsFoundEqualsABatchOverTheSameEvents(StreamKind kind) {
        Map<Long, String> wrong = new TreeMap<>();
        int found = 0;
        int late = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            StreamWorld world = new StreamWorld(seed, kind, StreamMistake.NONE);
            String violation = world.run();
            if (violation != null) {
                wrong.put(seed, violation);
            }
            found += world.wasMet("Found") ? 1 : 0;
            late += world.wasMet("Late") ? 1 : 0;
        }

        assertThat(wrong).as("what is wrong, by seed").isEmpty();
        assertThat(found).as("histories in which something was found").isGreaterThan(SEEDS / 4);
        assertThat(late).as("histories in which something was late").isGreaterThan(SEEDS / 4);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedMistakeIsFound(StreamMistake mistake) {
        StreamKind kind = switch (mistake) {
            case SESSIONS_ARE_REPLACED -> StreamKind.SESSION;
            case MATCHES_ARE_FORGOTTEN -> StreamKind.TIMES;
            default -> StreamKind.TUMBLING;
        };

        assertThat(LongStream.range(0, UNTIL_A_MISTAKE_IS_FOUND))
                .anyMatch(seed -> new StreamWorld(seed, kind, mistake).run() != null);
    }
}
