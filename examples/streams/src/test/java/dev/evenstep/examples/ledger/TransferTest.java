package dev.evenstep.examples.ledger;

import dev.evenstep.examples.ledger.Account.Deposit;
import dev.evenstep.examples.ledger.Account.DepositRefused;
import dev.evenstep.examples.ledger.Account.Deposited;
import dev.evenstep.examples.ledger.Account.Opened;
import dev.evenstep.examples.ledger.Account.Return;
import dev.evenstep.examples.ledger.Account.Returned;
import dev.evenstep.examples.ledger.Account.Withdraw;
import dev.evenstep.examples.ledger.Account.WithdrawalRefused;
import dev.evenstep.examples.ledger.Account.Withdrawn;
import dev.evenstep.saga.SagaStatus;
import dev.evenstep.testkit.DeciderScenario;
import dev.evenstep.testkit.SagaScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final Transfer ORDER = new Transfer("t-1", "account-1", "account-2", 300);

    private final SagaScenario saga = SagaScenario.of("t-1", Transfer.SAGA).when(Transfer.ORDERED, ORDER);

    @Test
    void moneyLeavesTheOneAndComesToTheOther() {
        var unused = saga.thenSends(Account.WITHDRAW, new Withdraw("account-1", "t-1", 300))
                .when(Account.WITHDRAWN, new Withdrawn("account-1", "t-1", 300))
                .thenSends(Account.DEPOSIT, new Deposit("account-2", "t-1", 300))
                .when(Account.DEPOSITED, new Deposited("account-2", "t-1", 300))
                .thenIs(SagaStatus.COMPLETED);
    }

    @Test
    void moneyThatCannotComeGoesBack() {
        var unused = saga.when(Account.WITHDRAWN, new Withdrawn("account-1", "t-1", 300))
                .when(Account.DEPOSIT_REFUSED, new DepositRefused("account-2", "t-1", "not-open"))
                .thenSends(Account.RETURN, new Return("account-1", "t-1"))
                .when(Account.RETURNED, new Returned("account-1", "t-1", 300))
                .thenIs(SagaStatus.COMPENSATED);
    }

    @Test
    void whatDoesNotAnswerWithinAnHourIsTakenBack() {
        var unused = saga.whenPassed(Duration.ofHours(1))
                .thenSends(Account.RETURN, new Return("account-1", "t-1"))
                .when(Account.RETURNED, new Returned("account-1", "t-1", 0))
                .thenIs(SagaStatus.COMPENSATED);
    }

    @Test
    void nothingIsTakenAnyMoreOnceItWasToComeBack() {
        var unused = DeciderScenario.of(new Account())
                .given(new Opened("EUR"))
                .when(new Return("account-1", "t-1"))
                .then(new Returned("account-1", "t-1", 0))
                .when(new Withdraw("account-1", "t-1", 0))
                .then(new WithdrawalRefused("account-1", "t-1", "not-positive"))
                .when(new Withdraw("account-1", "t-1", 1))
                .then(new WithdrawalRefused("account-1", "t-1", "returned-already"));
    }

    @Test
    void whatWasTakenComesBackOnce() {
        var unused = DeciderScenario.of(new Account())
                .given(
                        new Opened("EUR"),
                        new Deposited("account-1", "t-0", 500),
                        new Withdrawn("account-1", "t-1", 300))
                .when(new Withdraw("account-1", "t-2", 201))
                .then(new WithdrawalRefused("account-1", "t-2", "overdrawn"))
                .when(new Return("account-1", "t-1"))
                .then(new Returned("account-1", "t-1", 300))
                .when(new Return("account-1", "t-1"))
                .then(new Returned("account-1", "t-1", 0))
                .when(new Withdraw("account-1", "t-2", 500))
                .then(new Withdrawn("account-1", "t-2", 500));
    }
}
