package dev.evenstep.examples.ledger;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.Fold;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.examples.ledger.Account.Balance;
import dev.evenstep.examples.ledger.Account.Booking;
import dev.evenstep.examples.ledger.Account.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts of an event store: each is the stream of its name. */
public final class Ledger {

    private static final int EVENTS_PER_SNAPSHOT = 100;

    private final EventStore store;
    private final Account account = new Account();
    private final EventReader bookings = EventReader.of(Account.BOOKINGS);
    private final Fold<Balance> balance = Fold.of(bookings, account.initial(), this::after);

    public Ledger(EventStore store) {
        this.store = store;
    }

    /** Loads of an account cost two requests, whatever its length. */
    CommandHandler<Order, Booking, Balance> orders() {
        return CommandHandler.of(store, account, bookings)
                .withSnapshots("balance", 1, Balance.class, EVENTS_PER_SNAPSHOT);
    }

    public Balance balance(String name) {
        return balance.load(store, name).state();
    }

    public Balance balanceAt(String name, Instant time) {
        return balance.loadUntil(store, name, time).state();
    }

    /**
     * A booking, and who is responsible for it.
     *
     * @param actor null: nobody said so
     * @param order the id of the order that it was booked for
     */
    public record AuditLine(
            Instant time, @Nullable String actor, @Nullable String order, Booking booking, Balance after) {}

    /** Every booking of an account, in its order. */
    public List<AuditLine> audit(String name) {
        List<AuditLine> lines = new ArrayList<>();
        Balance after = account.initial();
        @Nullable ReadOptions part = ReadOptions.forward();
        while (part != null) {
            Slice slice = store.read(name, part);
            for (Envelope event : slice.events()) {
                Booking booking = (Booking) bookings.read(event).data();
                after = account.evolve(after, booking);
                lines.add(new AuditLine(
                        event.time(),
                        event.extension("actor"),
                        event.correlation().causationId(),
                        booking,
                        after));
            }
            part = slice.next();
        }
        return lines;
    }

    private Balance after(Balance before, Event<?> event) {
        return account.evolve(before, (Booking) event.data());
    }
}
