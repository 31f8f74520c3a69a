package dev.evenstep.examples.ledger;

import dev.evenstep.eventstore.Decider;
import dev.evenstep.examples.ledger.Account.Balance;
import dev.evenstep.examples.ledger.Account.Booking;
import dev.evenstep.examples.ledger.Account.Order;

/** The same rules as they were deployed before: its states have tenths of cents. */
record FormerAccount(Decider<Order, Booking, Balance> account) implements Decider<Order, Booking, Balance> {

    private static final int TENTHS = 10;

    private static Balance former(Balance balance) {
        return new Balance(balance.currency(), balance.cents() * TENTHS, balance.taken());
    }

    private static Balance current(Balance balance) {
        return new Balance(balance.currency(), balance.cents() / TENTHS, balance.taken());
    }

    @Override
    public Balance initial() {
        return former(account.initial());
    }

    @Override
    public Decided<Booking> decide(Order order, Balance balance) {
        return account.decide(order, current(balance));
    }

    @Override
    public Balance evolve(Balance balance, Booking booking) {
        return former(account.evolve(current(balance), booking));
    }
}
