package dev.evenstep.examples.ledger;

import dev.evenstep.eventstore.Decider;
import dev.evenstep.examples.ledger.Account.Balance;
import dev.evenstep.examples.ledger.Account.Booking;
import dev.evenstep.examples.ledger.Account.Order;
import dev.evenstep.examples.ledger.Account.Return;
import dev.evenstep.examples.ledger.Account.Returned;
import dev.evenstep.examples.ledger.Account.Withdraw;
import dev.evenstep.examples.ledger.Account.Withdrawn;

/** An account, with a mistake in its rules. */
record MistakenAccount(Mistake mistake, Account account) implements Decider<Order, Booking, Balance> {

    MistakenAccount(Mistake mistake) {
        this(mistake, new Account());
    }

    @Override
    public Balance initial() {
        return account.initial();
    }

    @Override
    public Decided<Booking> decide(Order order, Balance balance) {
        return switch (order) {
            case Return(String of, String transfer)
            when mistake == Mistake.RETURN_UNSEEN -> Decided.events(new Returned(of, transfer, 100));
            case Withdraw(String of, String transfer, long cents)
            when mistake == Mistake.TAKEN_AFTER_RETURN && cents <= balance.cents() ->
                Decided.events(new Withdrawn(of, transfer, cents));
            default -> account.decide(order, balance);
        };
    }

    @Override
    public Balance evolve(Balance balance, Booking booking) {
        return account.evolve(balance, booking);
    }
}
