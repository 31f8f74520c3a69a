package dev.evenstep.examples.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger, its transfers and its views, disturbed at every call; {@code -Dbank.seeds=2000} for more of it. */
class BankSchedulesTest {

    private static final int SEEDS = Integer.getInteger("bank.seeds", 120);

    @Test
    void moneyIsConservedAndEveryTransferEnds() {
        assertThat(LongStream.range(0, SEEDS).boxed().toList())
                .allSatisfy(seed -> assertThat(new Bank(seed, Mistake.NONE).run())
                        .as("seed %d", seed)
                        .isNull());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeIsFound(Mistake mistake) {
        assertThat(LongStream.range(0, 300)
                        .filter(seed -> new Bank(seed, mistake).run() != null)
                        .findFirst())
                .isPresent();
    }
}
