package dev.evenstep.demo.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The shop's own code, disturbed at every call; {@code -Dshop.seeds=2000} and {@code -Dshop.engine.seeds=20} for more of it. To
 * look into a seed: {@code new Shop(seed, ShopMistake.NONE).run()}.
 */
class ShopSchedulesTest {

    private static final int SEEDS = Integer.getInteger("shop.seeds", 60);
    private static final int ENGINE_SEEDS = Integer.getInteger("shop.engine.seeds", 1);
    private static final int UNTIL_A_MISTAKE_IS_FOUND = 300;
    private static final int THREADS = 2;

    /** What is thrown at them, relays say. */
    @BeforeAll
    static void quieten() {
        ((Logger) LoggerFactory.getLogger("dev.evenstep.internal.outbox")).setLevel(Level.ERROR);
    }

    @Test
    void everyOrderEndsWithItsStockAndItsPaymentAndEveryViewSaysSo() {
        Map<Long, String> wrong = Collections.synchronizedMap(new TreeMap<>());
        Set<String> reached = Collections.synchronizedSet(new TreeSet<>());
        IntStream.range(0, THREADS).parallel().forEach(thread -> {
            for (long seed = thread; seed < SEEDS; seed += THREADS) {
                Shop shop = new Shop(seed, ShopMistake.NONE);
                String violation = shop.run();
                if (violation != null) {
                    wrong.put(seed, violation);
                } else {
                    reached.addAll(shop.reached());
                }
            }
        });
        assertThat(wrong).as("what is wrong, by seed").isEmpty();
        assertThat(reached)
                .contains(
                        "completed",
                        "cancelled when it was confirmed",
                        "charged when it was cancelled",
                        "released before it was reserved",
                        "given up: OUT_OF_STOCK",
                        "given up: CARD_DECLINED",
                        "given up: reserve did not answer in time",
                        "given back: charge did not answer in time");
    }

    @Test
    void soItDoesOnTablesThatFailThemselves() {
        try (ShopEngine engine = new ShopEngine()) {
            for (long seed = 0; seed < ENGINE_SEEDS; seed++) {
                assertThat(new Shop(seed, ShopMistake.NONE, engine::stores).run())
                        .as("seed %d", seed)
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeIsFound(ShopMistake mistake) {
        assertThat(LongStream.range(0, UNTIL_A_MISTAKE_IS_FOUND))
                .anyMatch(seed -> new Shop(seed, mistake).run() != null);
    }
}
