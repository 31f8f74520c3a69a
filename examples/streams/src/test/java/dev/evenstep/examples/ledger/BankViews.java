package dev.evenstep.examples.ledger;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A view of each account's balance. */
final class BankViews {

    /** A view. */
    record Shown(long cents) {}

    private static final Projection<Shown> BALANCES = Projection.named("balances", Shown.class)
            .on(
                    Account.CREDITED,
                    BankViews::account,
                    (view, event) -> sum(view, event.data().cents()))
            .on(
                    Account.WITHDRAWN,
                    BankViews::account,
                    (view, event) -> sum(view, -event.data().cents()))
            .on(
                    Account.DEPOSITED,
                    BankViews::account,
                    (view, event) -> sum(view, event.data().cents()))
            .on(
                    Account.RETURNED,
                    BankViews::account,
                    (view, event) -> sum(view, event.data().cents()));

    private final EventStore store;
    private final Clock clock;
    private final Mistake mistake;
    private final ViewStore kept = ViewStore.inMemory();
    private final Map<String, Long> naive = new HashMap<>();
    private final Projector<Shown> projector;

    BankViews(EventStore store, Clock clock, Mistake mistake) {
        this.store = store;
        this.clock = clock;
        this.mistake = mistake;
        this.projector = Projector.of(BALANCES, store, kept).withClock(clock);
    }

    private static String account(Event<?> event) {
        return String.valueOf(event.subject());
    }

    private static Shown sum(@Nullable Shown view, long cents) {
        return new Shown((view == null ? 0 : view.cents()) + cents);
    }

    /** Until there is no more, or somebody crashes. */
    void run(Duration time) {
        boolean unused = projector.run(time);
        if (mistake == Mistake.VIEW_WITHOUT_CHECKPOINT) {
            boolean ignored = Subscription.of(
                            "naive",
                            store.log(),
                            store.checkpoints(),
                            (shard, entries) ->
                                    entries.forEach(entry -> entry.events().forEach(this::count)))
                    .withClock(clock)
                    .run(time);
        }
    }

    private void count(Envelope event) {
        long cents = switch (event.type()) {
            case "Credited", "Deposited", "Returned" -> cents(event);
            case "Withdrawn" -> -cents(event);
            default -> 0;
        };
        var unused = naive.merge(String.valueOf(event.subject()), cents, Long::sum);
    }

    private static long cents(Envelope event) {
        return ((Number) Objects.requireNonNull(event.data().get("cents"))).longValue();
    }

    /** What is shown of an account. */
    long cents(String account) {
        return mistake == Mistake.VIEW_WITHOUT_CHECKPOINT
                ? naive.getOrDefault(account, 0L)
                : Views.of(BALANCES, kept)
                        .lookingUpEvery(Duration.ZERO)
                        .get(account)
                        .map(view -> view.value().cents())
                        .orElse(0L);
    }
}
