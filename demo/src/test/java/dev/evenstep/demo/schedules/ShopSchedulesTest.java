package dev.evenstep.demo.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shop's own code, disturbed at every call; {@code -Dshop.seeds=2000} for more of it. To look into a seed: {@code new Shop(seed,
 * ShopMistake.NONE).run()}.
 */
class ShopSchedulesTest {

    private static final int SEEDS = Integer.getInteger("shop.seeds", 100);
    private static final int UNTIL_A_MISTAKE_IS_FOUND = 300;

    @Test
    void everyOrderEndsWithItsStockAndItsPaymentAndEveryViewSaysSo() {
        Map<Long, String> wrong = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            String violation = new Shop(seed, ShopMistake.NONE).run();
            if (violation != null) {
                wrong.put(seed, violation);
            }
        }
        assertThat(wrong).as("what is wrong, by seed").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeIsFound(ShopMistake mistake) {
        assertThat(LongStream.range(0, UNTIL_A_MISTAKE_IS_FOUND))
                .anyMatch(seed -> new Shop(seed, mistake).run() != null);
    }
}
