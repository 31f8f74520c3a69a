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

    private final Resequencer resequencer;
    private final GapSkipper skipper;
    private final Store store;
    private final ConsumeOptions options;

    ParkedRunner(Resequencer resequencer, GapSkipper skipper, Store store, ConsumeOptions options) {
        this.resequencer = resequencer;
        this.skipper = skipper;
        this.store = store;
        this.options = options;
    }

    /** All lines of the round, and those that they set off. */
    void run(FollowUp followUp) {
        for (FollowUp.Line line = followUp.next(); line != null; line = followUp.next()) {
            if (line.parked() > 0) {
                run(line, followUp);
            }
        }
    }

    private void run(FollowUp.Line line, FollowUp followUp) {
        List<ParkedEvent> events = line.events() == null ? store.parkedBehind(line.address()) : line.events();
        long reached = line.reached();
        int parked = line.parked();
        int tryingAgain = 0;
        boolean isWatched = line.isWatched();
        for (ParkedEvent event : events) {
            boolean isPast = event.isOfStream() && event.number() <= reached;
            if (!isPast && event.waits() && event.condition().number() > reached) {
                watch(line.address(), events, isWatched, followUp);
                return;
            }
            if (!isPast && !event.waits()) {
                if (event.number() == reached + 1 && event.state() == ParkedEvent.State.DEAD_LETTERED) {
                    skipper.leaveBehind(event, ParkedFollowers.ofParked(event, events, parked, store), followUp);
                }
                return;
            }
            if (!followUp.timeIsLeft()) {
                followUp.comeBack(line.address(), options.clock().instant());
                return;
            }
            if (!event.waits()) {
                store.remove(event);
                parked--;
                isWatched = false;
            } else if (event.isOfStream()) {
                ParkedFollowers followers = ParkedFollowers.ofParked(event, events, parked, store);
                if (!runInTurn(event, isPast, followers, followUp)) {
                    return;
                }
                parked = followers.left();
                reached = Math.max(reached, event.number());
                if (followers.looked()) {
                    followUp.lookBehind(
                            new FollowUp.Line(line.address(), reached, followers.others(), parked, isWatched));
                    return;
                }
            } else if (runDependent(event, followUp)) {
                parked--;
            } else {
                tryingAgain++;
            }
        }
        boolean areMore = parked > tryingAgain && !events.isEmpty();
        if (areMore && tryingAgain > 0) {
            followUp.comeBack(line.address(), options.clock().instant());
        } else if (areMore) {
            followUp.lookBehind(new FollowUp.Line(line.address(), reached, null, parked, isWatched));
        }
    }

    /** Where nobody is sure to look at the first deadline. */
    private static void watch(RecordAddress address, List<ParkedEvent> events, boolean isWatched, FollowUp followUp) {
        if (!isWatched) {
            events.stream()
                    .map(ParkedEvent::until)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .ifPresent(first -> followUp.watch(address, first));
        }
    }

    /** Whether the line goes on. */
    private boolean runInTurn(ParkedEvent event, boolean isPast, ParkedFollowers followers, FollowUp followUp) {
        Decision decision = resequencer.takeParked(event, followers, followUp);
        followUp.note(event.again(), decision);
        return switch (decision) {
            case Decision.Applied applied -> true;
            case Decision.Duplicate duplicate -> gone(event);
            case Decision.Stale stale -> gone(event);
            case Decision.Parked parked -> {
                boolean unused = !parked.isHeld() && removeIfElsewhere(event, parked);
                yield false;
            }
            case Decision.Poison poison -> (isPast || isOfItself(event)) && gone(event);
            case Decision.Transient failed -> later(event, followUp);
            case Decision.InProgress(Instant until) -> {
                followUp.comeBackAfter(event.condition().address(), until);
                yield false;
            }
            case Decision.Gap gap -> later(event, followUp);
            case Decision.DeadlineExceeded late -> {
                followUp.comeBack(event.condition().address(), options.clock().instant());
                yield false;
            }
            case Decision.Withheld withheld -> later(event, followUp);
            case Decision.Blocked held -> later(event, followUp);
            case Decision.Skipped skipped -> later(event, followUp);
            case Decision.Unpublished unpublished -> later(event, followUp);
            case Decision.WokenUp woken -> later(event, followUp);
            case Decision.Ignored ignored -> later(event, followUp);
            case Decision.HandedOn handedOn -> later(event, followUp);
        };
    }

    /** Whether it is in no order, and lies behind its own record. */
    private static boolean isOfItself(ParkedEvent event) {
        return event.condition().address() instanceof RecordAddress.OfEvent;
    }

    /** It was handled in another way: only its copy is still here. */
    private boolean gone(ParkedEvent event) {
        store.remove(event);
        return true;
    }

    private boolean later(ParkedEvent event, FollowUp followUp) {
        store.change(event.failedAgain());
        Instant due = options.clock().instant().plus(options.retries().after(event.attempts() + 1));
        followUp.comeBack(event.condition().address(), due);
        return false;
    }

    /** Whether it is not parked here any more. */
    private boolean runDependent(ParkedEvent event, FollowUp followUp) {
        Decision decision = resequencer.takeDependent(event, followUp);
        followUp.note(event.again(), decision);
        return switch (decision) {
            case Decision.Parked parked -> removeIfElsewhere(event, parked);
            case Decision.InProgress(Instant until) -> {
                followUp.comeBackAfter(event.condition().address(), until);
                yield false;
            }
            case Decision.DeadlineExceeded late -> {
                followUp.comeBack(event.condition().address(), options.clock().instant());
                yield false;
            }
            case Decision settled when settled.settled() -> gone(event);
            case Decision failed -> later(event, followUp);
        };
    }

    /** Where its record went backwards, it may wait in its own place again. */
    private boolean removeIfElsewhere(ParkedEvent event, Decision.Parked parked) {
        boolean isElsewhere = !parked.awaited().equals(event.condition().toString());
        if (isElsewhere) {
            store.remove(event);
        }
        return isElsewhere;
    }
}
