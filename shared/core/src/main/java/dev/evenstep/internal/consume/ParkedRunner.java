package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Runs parked events whose turn has come, each in its own step, as far as time allows. A line is the events that are
 * parked behind one record, in the order of their places.
 */
final class ParkedRunner {

    private final Turns turns;
    private final Skips skips;
    private final Store store;
    private final ConsumeOptions options;

    ParkedRunner(Turns turns, Skips skips, Store store, ConsumeOptions options) {
        this.turns = turns;
        this.skips = skips;
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
        List<ParkedEvent> events = line.events() == null ? store.parkedBehind(line.address()) : line.events();
        long reached = line.reached();
        int parked = line.parked();
        int tryingAgain = 0;
        boolean isWatched = line.isWatched();
        for (ParkedEvent event : events) {
            boolean isPast = event.isOfStream() && event.number() <= reached;
            if (!isPast && event.waits() && event.awaited().number() > reached) {
                watch(line.address(), events, isWatched, round);
                return;
            }
            if (!isPast && !event.waits()) {
                if (event.number() == reached + 1 && event.state() == ParkedEvent.State.DEAD_LETTERED) {
                    skips.leaveBehind(event, Behind.ofParked(event, events, parked, store), round);
                }
                return;
            }
            if (!round.timeIsLeft()) {
                round.comeBack(line.address(), options.clock().instant());
                return;
            }
            if (!event.waits()) {
                store.remove(event);
                parked--;
                isWatched = false;
            } else if (event.isOfStream()) {
                Behind behind = Behind.ofParked(event, events, parked, store);
                if (!runInTurn(event, isPast, behind, round)) {
                    return;
                }
                parked = behind.left();
                reached = Math.max(reached, event.number());
                if (behind.looked()) {
                    round.lookBehind(new Round.Line(line.address(), reached, behind.others(), parked, isWatched));
                    return;
                }
            } else if (runDependent(event, round)) {
                parked--;
            } else {
                tryingAgain++;
            }
        }
        boolean areMore = parked > tryingAgain && !events.isEmpty();
        if (areMore && tryingAgain > 0) {
            round.comeBack(line.address(), options.clock().instant());
        } else if (areMore) {
            round.lookBehind(new Round.Line(line.address(), reached, null, parked, isWatched));
        }
    }

    /** Where nobody is sure to look at the first deadline. */
    private static void watch(RecordAddress address, List<ParkedEvent> events, boolean isWatched, Round round) {
        if (!isWatched) {
            events.stream()
                    .map(ParkedEvent::until)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .ifPresent(first -> round.watch(address, first));
        }
    }

    /** Whether the line goes on. */
    private boolean runInTurn(ParkedEvent event, boolean isPast, Behind behind, Round round) {
        Decision decision = turns.takeParked(event, behind, round);
        round.note(event.again(), decision);
        return switch (decision) {
            case Decision.Applied applied -> true;
            case Decision.Duplicate duplicate -> gone(event);
            case Decision.Stale stale -> gone(event);
            case Decision.Parked parked -> {
                boolean unused = !parked.isHeld() && removeIfElsewhere(event, parked);
                yield false;
            }
            case Decision.Poison poison -> (isPast || isOfItself(event)) && gone(event);
            case Decision.Transient failed -> later(event, round);
            case Decision.InProgress(Instant until) -> {
                round.comeBackAfter(event.awaited().address(), until);
                yield false;
            }
            case Decision.Gap gap -> later(event, round);
            case Decision.OutOfTime late -> {
                round.comeBack(event.awaited().address(), options.clock().instant());
                yield false;
            }
            case Decision.Withheld withheld -> later(event, round);
            case Decision.Held held -> later(event, round);
            case Decision.Skipped skipped -> later(event, round);
            case Decision.Unpublished unpublished -> later(event, round);
            case Decision.WokenUp woken -> later(event, round);
            case Decision.Ignored ignored -> later(event, round);
            case Decision.HandedOn handedOn -> later(event, round);
        };
    }

    /** Whether it is in no order, and lies behind its own record. */
    private static boolean isOfItself(ParkedEvent event) {
        return event.awaited().address() instanceof RecordAddress.OfEvent;
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
        Decision decision = turns.takeDependent(event, round);
        round.note(event.again(), decision);
        return switch (decision) {
            case Decision.Parked parked -> removeIfElsewhere(event, parked);
            case Decision.InProgress(Instant until) -> {
                round.comeBackAfter(event.awaited().address(), until);
                yield false;
            }
            case Decision.OutOfTime late -> {
                round.comeBack(event.awaited().address(), options.clock().instant());
                yield false;
            }
            case Decision settled when settled.settled() -> gone(event);
            case Decision failed -> later(event, round);
        };
    }

    /** Where its record went backwards, it may wait in its own place again. */
    private boolean removeIfElsewhere(ParkedEvent event, Decision.Parked parked) {
        boolean isElsewhere = !parked.awaited().equals(event.awaited().toString());
        if (isElsewhere) {
            store.remove(event);
        }
        return isElsewhere;
    }
}
