package @package@.deposits;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class DepositsTest {

    private static final String DEPOSITED = Samples.read("@name@/Deposited/v1-deposited");

    private final Scenario deposits =
            Scenario.of(Deposits.CONSUMER).given(Deposits.account("account-7"), Item.of("cents", 500));

    @Test
    void theSameDepositTwiceIsAddedOnce() {
        deposits.when(DEPOSITED)
                .thenApplied()
                .when(DEPOSITED)
                .then(new Decision.Duplicate(null))
                .thenStored(Deposits.account("account-7"), Item.of("cents", 3000));
    }

    @Test
    void aDepositOfNothingIsRejected() {
        deposits.when(DEPOSITED.replace("2500", "0"))
                .thenPoison(Reason.REJECTED)
                .thenStored(Deposits.account("account-7"), Item.of("cents", 500));
    }
}
