package dev.evenstep.consume;

import dev.evenstep.batch.Delivery;
import dev.evenstep.decision.Decision;
import dev.evenstep.store.ParkedEvent;
import dev.evenstep.store.RecordAddress;
import dev.evenstep.store.Store;
import java.time.Instant;
import java.util.List;

/**
 * Runs parked events whose turn has come, each in its own step, as far as time allows. Lines are the events that are
 * parked behind one record, in the order of their places.
 */
final class Lines {

    private final Envelopes envelopes;
    private final Turns turns;
    private final Store store;
    private final ConsumeOptions options;

    Lines(Envelopes envelopes, Turns turns, Store store, ConsumeOptions options) {
        this.envelopes = envelopes;
        this.turns = turns;
        this.store = store;
        this.options = options;
    }

    /** All lines of the round, and those that they set off. */
    void run(Round round) {
        for (Round.Line line = round.next(); line != null; line = round.next()) {
            if (line.parked() > 0) {
                run(line, round);
            }
        }
    }

    private void run(Round.Line line, Round round) {
        RecordAddress address = line.address();
        List<ParkedEvent> events = line.events() == null ? store.parkedBehind(address) : line.events();
        long reached = line.reached();
        int parked = line.parked();
        for (ParkedEvent event : events) {
            boolean isPast = event.isOfStream() && event.number() <= reached;
            if (isPast) {
                store.remove(event);
                parked--;
                continue;
            }
            if (!event.waits() || event.awaited().number() > reached) {
                return;
            }
            if (!round.timeIsLeft()) {
                round.comeBack(address, options.clock().instant());
                return;
            }
            if (event.isOfStream()) {
                Behind behind = Behind.ofParked(event, events, parked, store);
                if (!runInTurn(event, behind, round)) {
                    return;
                }
                parked = behind.left();
                reached = event.number();
            } else if (runDependent(event, round)) {
                parked--;
            }
        }
        if (parked > 0 && !events.isEmpty()) {
            round.lookBehind(new Round.Line(address, reached, null, parked));
        }
    }

    /** Whether the line goes on. */
    private boolean runInTurn(ParkedEvent event, Behind behind, Round round) {
        Delivery delivery = event.delivery().atAttempt(event.attempts() + 1);
        Decision decision = turns.takeParked(delivery, envelopes.read(delivery), behind, round);
        round.note(delivery, decision);
        return switch (decision) {
            case Decision.Applied applied -> true;
            case Decision.Duplicate duplicate -> gone(event);
            case Decision.Stale stale -> gone(event);
            case Decision.Parked elsewhere -> {
                store.remove(event);
                yield false;
            }
            case Decision.Poison poison -> false;
            case Decision.Transient failed -> later(event, round);
            case Decision.InProgress(Instant until) -> {
                round.comeBack(event.awaited().address(), until);
                yield false;
            }
            case Decision.Gap gap -> later(event, round);
            case Decision.OutOfTime late -> later(event, round);
            case Decision.Held held -> later(event, round);
            case Decision.Skipped skipped -> later(event, round);
            case Decision.WokenUp woken -> later(event, round);
        };
    }

    /** It was handled in another way: only its copy is still here. */
    private boolean gone(ParkedEvent event) {
        store.remove(event);
        return true;
    }

    private boolean later(ParkedEvent event, Round round) {
        store.change(event.failedAgain());
        Instant due = options.clock().instant().plus(options.retries().after(event.attempts() + 1));
        round.comeBack(event.awaited().address(), due);
        return false;
    }

    /** Whether it is not parked here any more. */
    private boolean runDependent(ParkedEvent event, Round round) {
        Delivery delivery = event.delivery().atAttempt(event.attempts() + 1);
        Decision decision = turns.take(delivery, envelopes.read(delivery), round);
        round.note(delivery, decision);
        if (decision.settled()) {
            store.remove(event);
            return true;
        }
        return later(event, round);
    }
}
