package dev.evenstep.examples.ledger;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.examples.ledger.Account.Balance;
import dev.evenstep.examples.ledger.Account.Booking;
import dev.evenstep.examples.ledger.Account.Order;
import dev.evenstep.examples.ledger.UnreliableStore.Crash;
import dev.evenstep.saga.SagaHandler;
import dev.evenstep.saga.SagaOutcome.SagaNotDue;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A bank as it runs: accounts, transfers, the log, what publishes it, and a view of each balance, each of them an actor that
 * crashes anywhere. Messages come twice and in any order, and the clock jumps. What happens follows from the seed.
 */
final class Bank {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final int ACCOUNTS = 4;
    private static final int TRANSFERS = 6;
    private static final int STEPS = 120;
    private static final int EVENTS_PER_SNAPSHOT = 2;

    /** Of snapshots. */
    static final int SCHEMA = 2;

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EventReader ORDERS = EventReader.of(Account.ORDERS);
    private static final EventReader BOOKINGS = EventReader.of(Account.BOOKINGS);
    private static final List<EventType<?>> OF_TRANSFERS = SagaHandler.of(
                    EventStore.inMemory(EventStoreOptions.defaults()), Transfer.SAGA)
            .types();
    private static final EventReader TRANSFERS_EVENTS = EventReader.of(OF_TRANSFERS);
    private static final Set<String> FOR_TRANSFERS = names(OF_TRANSFERS);
    private static final Set<String> FOR_ACCOUNTS = names(Account.ORDERS);

    private final Random random;
    private final Mistake mistake;
    private final FakeClock clock = new FakeClock(START);
    private final EventStore store =
            EventStore.inMemory(EventStoreOptions.defaults().withClock(clock));
    private final List<Envelope> messages = new ArrayList<>();
    private final Set<String> published = new HashSet<>();
    private Instant watermark = Instant.EPOCH;

    private double chance;
    private final UnreliableStore disturbed;
    private final CommandHandler<Order, Booking, Balance> accounts;
    private final CommandHandler<Order, Booking, Balance> formerAccounts;
    private final SagaHandler transfers;
    private final BankViews views;

    Bank(long seed, Mistake mistake) {
        this.random = new Random(seed);
        this.mistake = mistake;
        this.disturbed = new UnreliableStore(store, random, () -> chance, mistake);
        MistakenAccount account = new MistakenAccount(mistake);
        this.accounts = CommandHandler.of(disturbed, account, BOOKINGS)
                .withSnapshots("balance", SCHEMA, Balance.class, EVENTS_PER_SNAPSHOT);
        this.formerAccounts = CommandHandler.of(disturbed, new FormerAccount(account), BOOKINGS)
                .withSnapshots("balance", SCHEMA - 1, Balance.class, EVENTS_PER_SNAPSHOT);
        this.transfers = SagaHandler.of(disturbed, Transfer.SAGA).withClock(clock);
        this.views = new BankViews(disturbed, clock, mistake);
    }

    private static Set<String> names(List<? extends EventType<?>> types) {
        return types.stream().map(EventType::name).collect(Collectors.toSet());
    }

    /** What is wrong in the end; null: nothing. */
    @Nullable
    String run() {
        for (int i = 1; i <= ACCOUNTS; i++) {
            send("open-" + i, "Open", "account-" + i, "{\"currency\":\"EUR\"}");
        }
        settle();
        for (int i = 1; i <= ACCOUNTS; i++) {
            send("credit-" + i, "Credit", "account-" + i, "{\"cents\":1000,\"reference\":\"salary\"}");
        }
        settle();
        for (int i = 1; i <= TRANSFERS; i++) {
            // Some are of more than there is, some to an account that is not open.
            send(
                    "order-" + i,
                    "TransferOrdered",
                    "t-" + i,
                    "{\"transfer\":\"t-%d\",\"from\":\"account-%d\",\"to\":\"account-%d\",\"cents\":%d}"
                            .formatted(
                                    i,
                                    1 + random.nextInt(ACCOUNTS),
                                    1 + random.nextInt(ACCOUNTS + 1),
                                    100 * (1 + random.nextInt(9))));
        }
        chance = 0.08;
        for (int step = 0; step < STEPS; step++) {
            act();
        }
        chance = 0;
        settle();
        return new BankCheck(store, views).violation(ACCOUNTS, TRANSFERS);
    }

    private void send(String id, String type, String subject, String data) {
        messages.add(Envelope.of(id, "branch", type, clock.instant())
                .withSubject(subject)
                .withData(1, data));
    }

    private void act() {
        try {
            switch (random.nextInt(8)) {
                case 0 -> disturbed.sequencer().sequence(streams());
                case 1 -> publish();
                case 2 -> views.run(LONG);
                case 3 -> clock.advance(Duration.ofMinutes(random.nextInt(40)));
                default -> deliver();
            }
        } catch (Crash crashed) {
            // Whoever it was comes again, and begins anew.
        }
    }

    /** Nobody crashes any more, until nothing moves. */
    private void settle() {
        for (int quiet = 0; quiet < 3; quiet++) {
            disturbed.sequencer().sequence(streams());
            publish();
            views.run(LONG);
            if (!messages.isEmpty()) {
                quiet = 0;
                clock.advance(Duration.ofMinutes(61));
                for (int i = messages.size(); i > 0; i--) {
                    deliver();
                }
            }
        }
    }

    private List<String> streams() {
        return IntStream.rangeClosed(1, Math.max(ACCOUNTS + 1, TRANSFERS))
                .boxed()
                .flatMap(i -> List.of("account-" + i, "transfer-t-" + i).stream())
                .toList();
    }

    private void deliver() {
        if (messages.isEmpty()) {
            return;
        }
        Envelope message = messages.remove(random.nextInt(messages.size()));
        try {
            if (take(message) || random.nextInt(5) == 0) {
                messages.add(message);
            }
        } catch (Crash crashed) {
            messages.add(message);
            throw crashed;
        }
    }

    /** @return whether it is to come again */
    private boolean take(Envelope envelope) {
        if (FOR_ACCOUNTS.contains(envelope.type())) {
            Event<? extends Order> order = ORDERS.read(envelope).as(Order.class);
            // A deployment is under way, and either code may get it.
            var unused = (random.nextBoolean() ? accounts : formerAccounts).handle(Account.account(order), order);
            return false;
        }
        return transfers.handle(TRANSFERS_EVENTS.read(envelope)) instanceof SagaNotDue;
    }

    private void publish() {
        LogHandler publishing = (shard, entries) -> {
            for (Envelope event : events(entries)) {
                disturbed.crashSometimes();
                publish(event);
            }
        };
        boolean isFirst = mistake == Mistake.CHECKPOINT_FIRST;
        List<LogEntry> moved = new ArrayList<>();
        boolean unused = Subscription.of(
                        "publish",
                        disturbed.log(),
                        disturbed.checkpoints(),
                        isFirst ? (shard, entries) -> moved.addAll(entries) : publishing)
                .withClock(clock)
                .run(LONG);
        publishing.handle(0, moved);
    }

    private List<Envelope> events(List<LogEntry> entries) {
        List<Envelope> events =
                entries.stream().flatMap(entry -> entry.events().stream()).toList();
        if (mistake != Mistake.WATERMARK_BY_CLOCK) {
            return events;
        }
        Instant before = watermark;
        watermark = events.stream()
                .map(Envelope::time)
                .max(Instant::compareTo)
                .filter(before::isBefore)
                .orElse(before);
        return events.stream().filter(event -> !event.time().isBefore(before)).toList();
    }

    private void publish(Envelope event) {
        if (FOR_TRANSFERS.contains(event.type()) || FOR_ACCOUNTS.contains(event.type())) {
            boolean again = !published.add(event.id());
            messages.add(mistake == Mistake.NEW_IDS && again ? renamed(event) : event);
        }
    }

    private static Envelope renamed(Envelope event) {
        return Envelope.of(event.id() + "-again", event.source(), event.type(), event.time())
                .withSubject(String.valueOf(event.subject()))
                .withData(event.schemaVersion(), event.dataJson())
                .withExtensions(event.extensions());
    }
}
