package dev.evenstep.examples.ledger;

import dev.evenstep.eventstore.Decider;
import dev.evenstep.examples.ledger.Account.Balance;
import dev.evenstep.examples.ledger.Account.Booking;
import dev.evenstep.examples.ledger.Account.Order;
import dev.evenstep.schema.EventType;
import java.util.List;

/** An account that is never overdrawn. Amounts are in cents. */
public final class Account implements Decider<Order, Booking, Balance> {

    /** What a client wants. */
    public sealed interface Order {}

    public record Open(String currency) implements Order {}

    /** @param reference of what it is for, such as an invoice's number */
    public record Credit(long cents, String reference) implements Order {}

    public record Debit(long cents, String reference) implements Order {}

    /** What happened. */
    public sealed interface Booking {}

    public record Opened(String currency) implements Booking {}

    public record Credited(long cents, String reference) implements Booking {}

    public record Debited(long cents, String reference) implements Booking {}

    /** @param currency empty: it is not open */
    public record Balance(String currency, long cents) {}

    static final EventType<Open> OPEN = EventType.of("branch", "Open", Open.class);
    static final EventType<Credit> CREDIT = EventType.of("branch", "Credit", Credit.class);
    static final EventType<Debit> DEBIT = EventType.of("branch", "Debit", Debit.class);
    static final List<EventType<? extends Order>> ORDERS = List.of(OPEN, CREDIT, DEBIT);

    static final EventType<Opened> OPENED = EventType.of("bank", "Opened", Opened.class);
    static final EventType<Credited> CREDITED = EventType.of("bank", "Credited", Credited.class);
    static final EventType<Debited> DEBITED = EventType.of("bank", "Debited", Debited.class);
    static final List<EventType<? extends Booking>> BOOKINGS = List.of(OPENED, CREDITED, DEBITED);

    @Override
    public Balance initial() {
        return new Balance("", 0);
    }

    @Override
    public Decided<Booking> decide(Order order, Balance balance) {
        return switch (order) {
            case Open open when !balance.currency().isEmpty() -> Decided.refused("open-already", "It is open");
            case Open(String currency) -> Decided.events(new Opened(currency));
            case Order other when balance.currency().isEmpty() -> Decided.refused("not-open", "Open it first");
            case Credit(long cents, String reference) when cents < 1 -> notPositive(cents);
            case Credit(long cents, String reference) -> Decided.events(new Credited(cents, reference));
            case Debit(long cents, String reference) when cents < 1 -> notPositive(cents);
            case Debit(long cents, String reference)
            when cents > balance.cents() ->
                Decided.refused("overdrawn", "It has %d cents, and %d are asked for".formatted(balance.cents(), cents));
            case Debit(long cents, String reference) -> Decided.events(new Debited(cents, reference));
        };
    }

    private static Decided<Booking> notPositive(long cents) {
        return Decided.refused("not-positive", cents + " cents cannot be booked: at least 1 is needed");
    }

    @Override
    public Balance evolve(Balance balance, Booking booking) {
        return switch (booking) {
            case Opened(String currency) -> new Balance(currency, 0);
            case Credited(long cents, String reference) -> new Balance(balance.currency(), balance.cents() + cents);
            case Debited(long cents, String reference) -> new Balance(balance.currency(), balance.cents() - cents);
        };
    }
}
