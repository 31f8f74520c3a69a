package dev.evenstep.examples.ledger;

import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Decider;
import dev.evenstep.examples.ledger.Account.Balance;
import dev.evenstep.examples.ledger.Account.Booking;
import dev.evenstep.examples.ledger.Account.Order;
import dev.evenstep.schema.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account that is never overdrawn. Amounts are in cents. What belongs to a {@link Transfer} is answered by an event whatever
 * comes of it, since the transfer waits for it; other orders can be refused.
 */
public final class Account implements Decider<Order, Booking, Balance> {

    /** What a client wants. */
    public sealed interface Order {}

    public record Open(String currency) implements Order {}

    /** @param reference of what it is for, such as an invoice's number */
    public record Credit(long cents, String reference) implements Order {}

    public record Debit(long cents, String reference) implements Order {}

    /** Takes the money of a transfer. */
    public record Withdraw(String account, String transfer, long cents) implements Order {}

    /** Brings it. */
    public record Deposit(String account, String transfer, long cents) implements Order {}

    /** Brings back what was taken for a transfer, which is not taken any more if it was not yet. */
    public record Return(String account, String transfer) implements Order {}

    /** What happened. */
    public sealed interface Booking {}

    public record Opened(String currency) implements Booking {}

    public record Credited(long cents, String reference) implements Booking {}

    public record Debited(long cents, String reference) implements Booking {}

    public record Withdrawn(String account, String transfer, long cents) implements Booking {}

    public record Deposited(String account, String transfer, long cents) implements Booking {}

    public record WithdrawalRefused(String account, String transfer, String reason) implements Booking {}

    public record DepositRefused(String account, String transfer, String reason) implements Booking {}

    /** @param cents 0 where nothing had been taken */
    public record Returned(String account, String transfer, long cents) implements Booking {}

    /**
     * @param currency empty: it is not open
     * @param taken of each transfer that took something, or came back before it could: what is to be returned
     */
    public record Balance(String currency, long cents, Map<String, Long> taken) {

        public Balance {
            taken = Map.copyOf(taken);
        }

        Balance plus(long more) {
            return new Balance(currency, cents + more, taken);
        }

        Balance taking(String transfer, long amount) {
            Map<String, Long> all = new HashMap<>(taken);
            all.put(transfer, amount);
            return new Balance(currency, cents, all);
        }
    }

    static final EventType<Open> OPEN = EventType.of("branch", "Open", Open.class);
    static final EventType<Credit> CREDIT = EventType.of("branch", "Credit", Credit.class);
    static final EventType<Debit> DEBIT = EventType.of("branch", "Debit", Debit.class);
    static final EventType<Withdraw> WITHDRAW = EventType.of("bank", "Withdraw", Withdraw.class);
    static final EventType<Deposit> DEPOSIT = EventType.of("bank", "Deposit", Deposit.class);
    static final EventType<Return> RETURN = EventType.of("bank", "Return", Return.class);
    static final List<EventType<? extends Order>> ORDERS = List.of(OPEN, CREDIT, DEBIT, WITHDRAW, DEPOSIT, RETURN);

    static final EventType<Opened> OPENED = EventType.of("bank", "Opened", Opened.class);
    static final EventType<Credited> CREDITED = EventType.of("bank", "Credited", Credited.class);
    static final EventType<Debited> DEBITED = EventType.of("bank", "Debited", Debited.class);
    static final EventType<Withdrawn> WITHDRAWN = EventType.of("bank", "Withdrawn", Withdrawn.class);
    static final EventType<Deposited> DEPOSITED = EventType.of("bank", "Deposited", Deposited.class);
    static final EventType<WithdrawalRefused> WITHDRAWAL_REFUSED =
            EventType.of("bank", "WithdrawalRefused", WithdrawalRefused.class);
    static final EventType<DepositRefused> DEPOSIT_REFUSED =
            EventType.of("bank", "DepositRefused", DepositRefused.class);
    static final EventType<Returned> RETURNED = EventType.of("bank", "Returned", Returned.class);
    static final List<EventType<? extends Booking>> BOOKINGS =
            List.of(OPENED, CREDITED, DEBITED, WITHDRAWN, WITHDRAWAL_REFUSED, DEPOSITED, DEPOSIT_REFUSED, RETURNED);

    @Override
    public Balance initial() {
        return new Balance("", 0, Map.of());
    }

    /** Whose stream an order is for: a transfer's says it, another's has the account for its subject. */
    static String account(Event<? extends Order> order) {
        return switch (order.data()) {
            case Withdraw(String account, String transfer, long cents) -> account;
            case Deposit(String account, String transfer, long cents) -> account;
            case Return(String account, String transfer) -> account;
            case Open open -> String.valueOf(order.subject());
            case Credit credit -> String.valueOf(order.subject());
            case Debit debit -> String.valueOf(order.subject());
        };
    }

    @Override
    public Decided<Booking> decide(Order order, Balance balance) {
        boolean isOpen = !balance.currency().isEmpty();
        return switch (order) {
            case Open open when isOpen -> Decided.refused("open-already", "It is open");
            case Open(String currency) -> Decided.events(new Opened(currency));
            case Credit credit when !isOpen -> Decided.refused("not-open", "Open it first");
            case Credit(long cents, String reference) when cents < 1 -> notPositive(cents);
            case Credit(long cents, String reference) -> Decided.events(new Credited(cents, reference));
            case Debit debit when !isOpen -> Decided.refused("not-open", "Open it first");
            case Debit(long cents, String reference) when cents < 1 -> notPositive(cents);
            case Debit(long cents, String reference)
            when cents > balance.cents() ->
                Decided.refused("overdrawn", "It has %d cents, and %d are asked for".formatted(balance.cents(), cents));
            case Debit(long cents, String reference) -> Decided.events(new Debited(cents, reference));
            case Withdraw withdraw -> Decided.events(taken(withdraw, balance));
            case Deposit(String account, String transfer, long cents)
            when !isOpen -> Decided.events(new DepositRefused(account, transfer, "not-open"));
            case Deposit(String account, String transfer, long cents) ->
                Decided.events(new Deposited(account, transfer, cents));
            case Return(String account, String transfer) ->
                Decided.events(new Returned(account, transfer, balance.taken().getOrDefault(transfer, 0L)));
        };
    }

    private static Booking taken(Withdraw order, Balance balance) {
        @Nullable String refusal = null;
        if (order.cents() < 1) {
            refusal = "not-positive";
        } else if (balance.taken().containsKey(order.transfer())) {
            refusal = "returned-already";
        } else if (order.cents() > balance.cents()) {
            refusal = "overdrawn";
        }
        return refusal == null
                ? new Withdrawn(order.account(), order.transfer(), order.cents())
                : new WithdrawalRefused(order.account(), order.transfer(), refusal);
    }

    private static Decided<Booking> notPositive(long cents) {
        return Decided.refused("not-positive", cents + " cents cannot be booked: at least 1 is needed");
    }

    @Override
    public Balance evolve(Balance balance, Booking booking) {
        return switch (booking) {
            case Opened(String currency) -> new Balance(currency, balance.cents(), balance.taken());
            case Credited(long cents, String reference) -> balance.plus(cents);
            case Debited(long cents, String reference) -> balance.plus(-cents);
            case Withdrawn(String account, String transfer, long cents) ->
                balance.plus(-cents).taking(transfer, cents);
            case Deposited(String account, String transfer, long cents) -> balance.plus(cents);
            case WithdrawalRefused refused -> balance;
            case DepositRefused refused -> balance;
            case Returned(String account, String transfer, long cents) ->
                balance.plus(cents).taking(transfer, 0);
        };
    }
}
