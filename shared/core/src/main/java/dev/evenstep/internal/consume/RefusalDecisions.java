package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;

/** What a record's refusal means for its event. */
final class RefusalDecisions {

    private RefusalDecisions() {}

    static Decision decision(Refusal refusal, Step step) {
        return switch (refusal) {
            case Refusal.AlreadyCompleted(String result, int parked) -> new Decision.Duplicate(result);
            case Refusal.KeyReused(String event) ->
                new Decision.Poison(
                        Reason.KEY_REUSED,
                        "%s was handled with another type or data; source and id must be new for every event"
                                .formatted(event),
                        null);
            case Refusal.Conflict(long stored, String event) ->
                new Decision.Poison(
                        Reason.VERSION_CONFLICT,
                        "Version %d was made by %s already, and %s claims it too"
                                .formatted(stored, event, step.event()),
                        null);
            case Refusal.Late(long stored, int parked) -> new Decision.Stale(stored, number(step));
            case Refusal.Early(long stored, long number, int parked) -> new Decision.Gap(stored, number);
            case Refusal.HeldByAnother(var until) -> new Decision.InProgress(until);
            case Refusal.AnswerUnknown(int parked) ->
                Decision.Transient.ofContention("Nobody knows whether its call was done");
            case Refusal.LeaseLost lost ->
                Decision.Transient.ofContention("The lease ran out before the effect was committed");
            case Refusal.OthersParked(int parked) ->
                Decision.Transient.ofContention("Events were parked behind it faster than it could be handled");
            case Refusal.Raced raced ->
                Decision.Transient.ofContention("Others were at the same record in all attempts");
        };
    }

    /** How many events are parked behind a record that is past its event; 0 where nobody need look. */
    static int parkedBehind(Refusal refusal) {
        return switch (refusal) {
            case Refusal.AlreadyCompleted(String result, int parked) -> parked;
            case Refusal.Late(long stored, int parked) -> parked;
            case Refusal.KeyReused reused -> 0;
            case Refusal.Conflict conflict -> 0;
            case Refusal.Early early -> 0;
            case Refusal.HeldByAnother held -> 0;
            case Refusal.AnswerUnknown unknown -> 0;
            case Refusal.LeaseLost lost -> 0;
            case Refusal.OthersParked others -> 0;
            case Refusal.Raced raced -> 0;
        };
    }

    private static long number(Step step) {
        return step instanceof Step.Ordered inOrder ? inOrder.number() : 0;
    }
}
