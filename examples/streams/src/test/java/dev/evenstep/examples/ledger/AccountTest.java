package dev.evenstep.examples.ledger;

import dev.evenstep.examples.ledger.Account.Credit;
import dev.evenstep.examples.ledger.Account.Credited;
import dev.evenstep.examples.ledger.Account.Debit;
import dev.evenstep.examples.ledger.Account.Debited;
import dev.evenstep.examples.ledger.Account.Open;
import dev.evenstep.examples.ledger.Account.Opened;
import dev.evenstep.testkit.DeciderScenario;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final DeciderScenario<Account.Order, Account.Booking, Account.Balance> scenario =
            DeciderScenario.of(new Account());

    @Test
    void noMoreIsTakenThanThereIs() {
        var unused = scenario.given(new Opened("EUR"), new Credited(500, "salary"))
                .when(new Debit(500, "rent"))
                .then(new Debited(500, "rent"))
                .when(new Debit(1, "coffee"))
                .thenRefused("overdrawn");
    }

    @Test
    void anAccountIsOpenedOnceAndFirst() {
        var unused = scenario.when(new Credit(1, "gift"))
                .thenRefused("not-open")
                .when(new Open("EUR"))
                .then(new Opened("EUR"))
                .when(new Open("USD"))
                .thenRefused("open-already");
    }

    @Test
    void nothingOrLessIsNotBooked() {
        var unused = scenario.given(new Opened("EUR"))
                .when(new Credit(0, "gift"))
                .thenRefused("not-positive")
                .when(new Debit(-5, "trick"))
                .thenRefused("not-positive");
    }
}
