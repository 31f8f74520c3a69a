package dev.evenstep.eventstore.lambda;

import dev.evenstep.eventstore.Decider;
import dev.evenstep.eventstore.lambda.Till.Booking;
import dev.evenstep.eventstore.lambda.Till.Request;
import dev.evenstep.schema.EventType;
import java.util.List;

/** A till from which no more is taken than is in it. */
class Till implements Decider<Request, Booking, Till.Balance> {

    sealed interface Request {}

    record Deposit(int cents) implements Request {}

    record Withdraw(int cents) implements Request {}

    sealed interface Booking {}

    record Deposited(int cents) implements Booking {}

    record Withdrawn(int cents) implements Booking {}

    record Balance(int cents) {}

    static final EventType<Deposited> DEPOSITED = EventType.of("ledger", "Deposited", Deposited.class);
    static final EventType<Withdrawn> WITHDRAWN = EventType.of("ledger", "Withdrawn", Withdrawn.class);
    static final List<EventType<? extends Booking>> TYPES = List.of(DEPOSITED, WITHDRAWN);

    static final EventType<Deposit> DEPOSIT = EventType.of("cashier", "Deposit", Deposit.class);
    static final EventType<Withdraw> WITHDRAW = EventType.of("cashier", "Withdraw", Withdraw.class);

    @Override
    public Balance initial() {
        return new Balance(0);
    }

    @Override
    public Decided<Booking> decide(Request request, Balance balance) {
        return switch (request) {
            case Deposit(int cents) -> Decided.events(new Deposited(cents));
            case Withdraw(int cents)
            when cents > balance.cents() -> Decided.refused("overdrawn", "It has " + balance.cents() + " cents");
            case Withdraw(int cents) -> Decided.events(new Withdrawn(cents));
        };
    }

    @Override
    public Balance evolve(Balance balance, Booking event) {
        return switch (event) {
            case Deposited(int cents) -> new Balance(balance.cents() + cents);
            case Withdrawn(int cents) -> new Balance(balance.cents() - cents);
        };
    }
}
