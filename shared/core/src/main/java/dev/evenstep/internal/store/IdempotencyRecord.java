package dev.evenstep.internal.store;

import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is written down at a {@link RecordAddress}, and why it refuses a step.
 *
 * @param position the last number of the stream that was handled; null where none was, and for a record of one event
 * @param event the key of the event that was handled last; null where none is known
 * @param fingerprint of that event
 * @param completed whether the record of one event says that it was handled
 * @param result what was answered, as JSON
 * @param owner who has the lease
 * @param heldUntil when the lease ends
 * @param expiry when the record of one event may be forgotten
 * @param parked how many events are parked behind it
 * @param answer what the outside answered to an event whose step was not taken yet; null where nothing is known
 */
public record IdempotencyRecord(
        @Nullable Long position,
        @Nullable String event,
        @Nullable String fingerprint,
        boolean completed,
        @Nullable String result,
        @Nullable String owner,
        @Nullable Instant heldUntil,
        @Nullable Instant expiry,
        int parked,
        @Nullable StoredAnswer answer) {

    /** What is known where nothing is stored. */
    public static final IdempotencyRecord NONE =
            new IdempotencyRecord(null, null, null, false, null, null, null, null, 0, null);

    /**
     * Why the step is not let in; null where the record lets it in.
     *
     * @param unparking what is known of parked events; null: none are expected
     */
    public @Nullable Refusal refusal(Step step, Guard guard, @Nullable Unparking unparking, Instant now) {
        Refusal refusal = switch (step) {
            case Step.InAnyOrder any -> refusalOfEvent(any, now);
            case Step.Ordered inOrder -> refusalInOrder(inOrder);
        };
        if (refusal == null) {
            refusal = refusalOfLease(guard, now);
        }
        if (refusal == null && parked != (unparking == null ? 0 : unparking.parked())) {
            refusal = new Refusal.OthersParked(parked);
        }
        return refusal;
    }

    /**
     * The same, for whoever would work on the step's event.
     *
     * @param takesOver as {@link Leases#claim} has it
     */
    public @Nullable Refusal refusalOfClaim(Step step, Instant now, boolean takesOver) {
        Refusal refusal = refusal(step, new Guard.FirstTime(), new Unparking(parked, null), now);
        if (refusal != null) {
            return refusal;
        }
        if (answer != null) {
            return answer.refusal(step);
        }
        return takesOver || owner == null ? null : new Refusal.AnswerUnknown(parked);
    }

    /** With another count of parked events. */
    IdempotencyRecord withParked(int count) {
        return new IdempotencyRecord(
                position, event, fingerprint, completed, result, owner, heldUntil, expiry, count, answer);
    }

    /** With another owner, or none. */
    IdempotencyRecord withLease(@Nullable String holder, @Nullable Instant until) {
        return new IdempotencyRecord(
                position, event, fingerprint, completed, result, holder, until, expiry, parked, answer);
    }

    /** To be forgotten at another time, or never. */
    IdempotencyRecord withExpiry(@Nullable Instant end) {
        return new IdempotencyRecord(
                position, event, fingerprint, completed, result, owner, heldUntil, end, parked, answer);
    }

    /** With what the outside answered. */
    IdempotencyRecord withAnswer(StoredAnswer answered) {
        return new IdempotencyRecord(
                position, event, fingerprint, completed, result, owner, heldUntil, expiry, parked, answered);
    }

    private @Nullable Refusal refusalOfEvent(Step.InAnyOrder step, Instant now) {
        if (!completed || isForgotten(now)) {
            return null;
        }
        return isOther(step.fingerprint())
                ? new Refusal.KeyReused(step.event().text())
                : new Refusal.AlreadyCompleted(result, parked);
    }

    private @Nullable Refusal refusalInOrder(Step.Ordered step) {
        String key = step.event().text();
        if (position != null && position == step.number()) {
            if (IdempotencyKey.isSkip(event)) {
                return new Refusal.Late(position, parked);
            }
            if (event != null && !event.equals(key)) {
                return new Refusal.Conflict(position, event);
            }
            return isOther(step.fingerprint())
                    ? new Refusal.KeyReused(key)
                    : new Refusal.AlreadyCompleted(result, parked);
        }
        if (position != null && position > step.number()) {
            return new Refusal.Late(position, parked);
        }
        if (!step.rule().admits(position, step.number())) {
            return new Refusal.Early(position == null ? step.rule().first() - 1 : position, step.number(), parked);
        }
        return key.equals(event) ? new Refusal.KeyReused(key) : null;
    }

    private @Nullable Refusal refusalOfLease(Guard guard, Instant now) {
        Instant until = owner == null ? null : heldUntil;
        return switch (guard) {
            case Guard.FirstTime first ->
                until == null || until.isBefore(now) ? null : new Refusal.HeldByAnother(until);
            case Guard.HeldBy(String holder) -> {
                if (until == null) {
                    yield new Refusal.LeaseLost();
                }
                yield holder.equals(owner) ? null : new Refusal.HeldByAnother(until);
            }
        };
    }

    /** The number that waiting events can go by: a stream's position, and beyond all for an event that was handled. */
    public long reached() {
        if (position != null) {
            return position;
        }
        return completed ? Long.MAX_VALUE : -1;
    }

    /** DynamoDB deletes what has expired when it finds the time. */
    public boolean isForgotten(Instant now) {
        return expiry != null && expiry.isBefore(now);
    }

    private boolean isOther(String incoming) {
        return fingerprint != null && !Objects.equals(fingerprint, incoming);
    }
}
