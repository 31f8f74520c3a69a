package dev.evenstep.internal.consume;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.OutcomeUnknown;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.StoredAnswer;
import java.io.InterruptedIOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an event that was claimed: the call, unless its answer is there; keeping the answer; the commit. Where
 * there is nothing to commit but the record, these two are one request.
 */
final class LeasedAttempt {

    private final LeasedRecord record;
    private final ExternalCall outside;
    private final DataBinding binding;
    private final Function<Effect, Attempt> commit;
    private final boolean runsAgain;

    /** Whether the event may be given back: nothing was called, it may be called again, or the answer is there. */
    private boolean mayBeGivenBack = true;

    LeasedAttempt(
            LeasedRecord record,
            ExternalCall outside,
            DataBinding binding,
            Function<Effect, Attempt> commit,
            boolean runsAgain) {
        this.record = record;
        this.outside = outside;
        this.binding = binding;
        this.commit = commit;
        this.runsAgain = runsAgain;
    }

    /** @param kept what an earlier attempt was answered; null: nothing is known */
    Attempt run(@Nullable StoredAnswer kept) {
        Attempt attempt = null;
        try {
            attempt = kept == null ? fromTheCall() : fromTheAnswer(kept, null);
            return attempt;
        } finally {
            if (!isApplied(attempt) && mayBeGivenBack) {
                record.release();
            }
        }
    }

    private Attempt fromTheCall() {
        StoredAnswer answer = answered(called());
        Effect effect = answer.json() == null ? null : effectOrNull(answer.json());
        if (effect != null && effect.writes().isEmpty() && effect.events().isEmpty()) {
            return atOnce(answer, effect);
        }
        Refusal refusal;
        try {
            refusal = record.keep(answer);
        } catch (PermanentFailure noRoom) {
            answer = StoredAnswer.unkept(record.step(), String.valueOf(noRoom.getMessage()));
            refusal = record.keep(answer);
        }
        return refusal == null ? fromTheAnswer(answer, effect) : new Attempt.Refused(refusal);
    }

    private Object called() {
        mayBeGivenBack = runsAgain;
        try {
            return UncheckedCall.unchecked(outside::call);
        } catch (RuntimeException | Error failure) {
            mayBeGivenBack = runsAgain || !isUnknown(failure);
            throw failure;
        }
    }

    private StoredAnswer answered(Object value) {
        try {
            return StoredAnswer.of(record.step(), binding.text(value));
        } catch (RuntimeException withoutJson) {
            return StoredAnswer.unkept(record.step(), "it has no JSON: " + withoutJson);
        }
    }

    /** Null: it throws, which it will do again once the answer is kept. */
    private @Nullable Effect effectOrNull(String json) {
        try {
            return outside.then(json, binding);
        } catch (Throwable thrownAgain) {
            return null;
        }
    }

    private Attempt fromTheAnswer(StoredAnswer answer, @Nullable Effect made) {
        mayBeGivenBack = true;
        String json = answer.json();
        if (json == null) {
            throw new PermanentFailure(
                    Reason.ANSWER_TOO_LARGE, "The outside was called, and its answer not kept: " + answer.unkept());
        }
        Effect effect = made == null ? outside.then(json, binding) : made;
        return commit.apply(answering(effect, binding.read(json, JsonNode.class, "The answer")));
    }

    /** The commit keeps the answer; where it fails, the answer is kept for itself. */
    private Attempt atOnce(StoredAnswer answer, Effect effect) {
        boolean wasBack = mayBeGivenBack;
        Attempt attempt = null;
        try {
            attempt = fromTheAnswer(answer, effect);
            return attempt;
        } finally {
            if (!isApplied(attempt)) {
                mayBeGivenBack = record.tryToKeep(answer) || wasBack;
            }
        }
    }

    /** A duplicate is answered what the outside said, unless the effect says otherwise. */
    private static Effect answering(Effect effect, JsonNode answer) {
        Effect answering = effect.result() == null && !answer.isNull() ? effect.withResult(answer) : effect;
        return effect.alternative() == null ? answering : answering.orElse(answering(effect.alternative(), answer));
    }

    private static boolean isApplied(@Nullable Attempt attempt) {
        return attempt instanceof Attempt.Decided(Decision.Applied applied);
    }

    /** Whether the call may have been done although it failed. */
    private static boolean isUnknown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isTimeout =
                    cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
            if (isTimeout
                    || cause instanceof OutcomeUnknown
                    || cause instanceof InterruptedException
                    || cause instanceof InterruptedIOException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof VirtualMachineError) {
                return true;
            }
        }
        return Thread.currentThread().isInterrupted();
    }
}
