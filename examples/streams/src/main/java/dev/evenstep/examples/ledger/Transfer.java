package dev.evenstep.examples.ledger;

import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.examples.ledger.Account.Deposit;
import dev.evenstep.examples.ledger.Account.DepositRefused;
import dev.evenstep.examples.ledger.Account.Deposited;
import dev.evenstep.examples.ledger.Account.Return;
import dev.evenstep.examples.ledger.Account.Returned;
import dev.evenstep.examples.ledger.Account.Withdraw;
import dev.evenstep.examples.ledger.Account.WithdrawalRefused;
import dev.evenstep.examples.ledger.Account.Withdrawn;
import dev.evenstep.saga.Saga;
import dev.evenstep.schema.EventType;
import java.time.Duration;

/** Money from one account to another: it leaves the one, and comes to the other, or back. */
public record Transfer(String transfer, String from, String to, long cents) {

    static final EventType<Transfer> ORDERED = EventType.of("branch", "TransferOrdered", Transfer.class);

    static final Saga<Transfer> SAGA = Saga.named("transfer", Transfer.class)
            .startedBy(ORDERED, Transfer::transfer, ordered -> ordered)
            .step(
                    "withdraw",
                    step -> step.sends(order -> NewEvent.of(
                                    Account.WITHDRAW, new Withdraw(order.from, order.transfer, order.cents)))
                            .succeedsOn(Account.WITHDRAWN, Withdrawn::transfer)
                            .failsOn(Account.WITHDRAWAL_REFUSED, WithdrawalRefused::transfer, WithdrawalRefused::reason)
                            .compensatedBy(
                                    order -> NewEvent.of(Account.RETURN, new Return(order.from, order.transfer)),
                                    Account.RETURNED,
                                    Returned::transfer)
                            .within(Duration.ofHours(1)))
            .step(
                    "deposit",
                    step -> step.sends(order ->
                                    NewEvent.of(Account.DEPOSIT, new Deposit(order.to, order.transfer, order.cents)))
                            .succeedsOn(Account.DEPOSITED, Deposited::transfer)
                            .failsOn(Account.DEPOSIT_REFUSED, DepositRefused::transfer, DepositRefused::reason));
}
