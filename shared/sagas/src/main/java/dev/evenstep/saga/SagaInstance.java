package dev.evenstep.saga;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.saga.SagaEvent.CompensationBegun;
import dev.evenstep.saga.SagaEvent.EventKept;
import dev.evenstep.saga.SagaEvent.SagaCompensated;
import dev.evenstep.saga.SagaEvent.SagaCompleted;
import dev.evenstep.saga.SagaEvent.SagaGivenUp;
import dev.evenstep.saga.SagaEvent.SagaQuarantined;
import dev.evenstep.saga.SagaEvent.SagaResumed;
import dev.evenstep.saga.SagaEvent.SagaStarted;
import dev.evenstep.saga.SagaEvent.StepBegun;
import dev.evenstep.saga.SagaEvent.StepCompensated;
import dev.evenstep.saga.SagaEvent.StepFailed;
import dev.evenstep.saga.SagaEvent.StepSucceeded;
import dev.evenstep.saga.SagaEvent.StepTimedOut;
import dev.evenstep.saga.SagaEvent.StepTimeout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one instance stands: what the events of its stream make. Plain values throughout, which are JSON by any library.
 *
 * @param version of its definition
 * @param step whose answer, or whose compensation's, is awaited; null: none
 * @param since when the last thing happened to it
 * @param reason why it was last given up, or quarantined; null: it was not
 * @param state as JSON
 * @param steps those that were begun, by name
 * @param history from the first on
 */
public record SagaInstance(
        String saga,
        String key,
        int version,
        SagaStatus status,
        @Nullable String step,
        Instant since,
        @Nullable String reason,
        Map<String, @Nullable Object> state,
        Map<String, StepProgress> steps,
        List<HistoryEntry> history) {

    /** How a step stands. */
    public enum StepStatus {
        BEGUN,
        SUCCEEDED,
        /** Refused, without effect. */
        FAILED,
        /**
         * It may have been done or not: it timed out, was given up by hand, or was refused when another of its attempts may
         * not have been.
         */
        UNKNOWN,
        COMPENSATING,
        COMPENSATED
    }

    /** @param attempt of the step or of its compensation, from 1; more where it was retried */
    public record StepProgress(StepStatus status, int attempt) {}

    /**
     * Something that happened.
     *
     * @param type the event's name, such as {@code StepBegun}
     * @param cause the id of the event that made it happen; null where that is not known
     */
    public record HistoryEntry(
            Instant time,
            String type,
            SagaEvent event,
            @Nullable String cause) {}

    public SagaInstance {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        history = List.copyOf(history);
    }

    /** An instance as it is now; null where there is none. */
    public static @Nullable SagaInstance find(EventStore store, String saga, String key) {
        return new SagaStreams(store).load(saga, key).instance();
    }

    static SagaInstance started(SagaStarted event, Instant time, @Nullable String cause) {
        HistoryEntry first = new HistoryEntry(time, "SagaStarted", event, cause);
        return new SagaInstance(
                event.saga(),
                event.key(),
                event.version(),
                SagaStatus.RUNNING,
                null,
                time,
                null,
                event.state(),
                Map.of(),
                List.of(first));
    }

    SagaInstance after(SagaEvent event, Instant time, @Nullable String cause) {
        List<HistoryEntry> all = new ArrayList<>(history);
        all.add(new HistoryEntry(time, event.getClass().getSimpleName(), event, cause));
        SagaInstance after = switch (event) {
            case SagaStarted again -> throw new IllegalStateException(saga + " " + key + " was started twice");
            case StepBegun(var name, int attempt, var due) ->
                at(SagaStatus.RUNNING, name).progress(name, StepStatus.BEGUN, attempt);
            case StepSucceeded(var name, var changed) ->
                with(status, step, reason, changed).progress(name, StepStatus.SUCCEEDED, attempt(name));
            case StepFailed(var name, var why) ->
                with(SagaStatus.COMPENSATING, null, why, state)
                        .progress(name, attempt(name) > 1 ? StepStatus.UNKNOWN : StepStatus.FAILED, attempt(name));
            case StepTimedOut(var name) ->
                with(SagaStatus.COMPENSATING, null, name + " did not answer in time", state)
                        .progress(name, StepStatus.UNKNOWN, attempt(name));
            case SagaGivenUp(var why) -> givenUp(why);
            case CompensationBegun(var name, int attempt) ->
                at(SagaStatus.COMPENSATING, name).progress(name, StepStatus.COMPENSATING, attempt);
            case StepCompensated(var name) -> at(status, null).progress(name, StepStatus.COMPENSATED, attempt(name));
            case SagaCompleted ended -> at(SagaStatus.COMPLETED, null);
            case SagaCompensated ended -> at(SagaStatus.COMPENSATED, null);
            case SagaQuarantined(var why, var before) -> with(SagaStatus.QUARANTINED, step, why, state);
            case SagaResumed(var resumed) -> at(resumed, step);
            case EventKept kept -> this;
            case StepTimeout sent -> this;
        };
        return new SagaInstance(
                saga, key, version, after.status, after.step, time, after.reason, after.state, after.steps, all);
    }

    private SagaInstance givenUp(String why) {
        SagaInstance after = with(SagaStatus.COMPENSATING, null, why, state);
        return step == null ? after : after.progress(step, StepStatus.UNKNOWN, attempt(step));
    }

    private SagaInstance at(SagaStatus other, @Nullable String awaited) {
        return with(other, awaited, reason, state);
    }

    private SagaInstance with(
            SagaStatus other, @Nullable String awaited, @Nullable String why, Map<String, @Nullable Object> changed) {
        return new SagaInstance(saga, key, version, other, awaited, since, why, changed, steps, history);
    }

    private SagaInstance progress(String name, StepStatus other, int attempt) {
        Map<String, StepProgress> changed = new LinkedHashMap<>(steps);
        changed.put(name, new StepProgress(other, attempt));
        return new SagaInstance(saga, key, version, status, step, since, reason, state, changed, history);
    }

    /** Null: it was not begun. */
    @Nullable
    StepStatus status(String name) {
        StepProgress progress = steps.get(name);
        return progress == null ? null : progress.status();
    }

    /** 0: it was not begun. */
    int attempt(String name) {
        StepProgress progress = steps.get(name);
        return progress == null ? 0 : progress.attempt();
    }

    /** What came early, in the order in which it came. */
    List<EventKept> kept() {
        return history.stream()
                .map(HistoryEntry::event)
                .filter(EventKept.class::isInstance)
                .map(EventKept.class::cast)
                .toList();
    }

    /** What it was before it was quarantined. */
    SagaStatus suspended() {
        return history.reversed().stream()
                .map(HistoryEntry::event)
                .filter(SagaQuarantined.class::isInstance)
                .map(event -> ((SagaQuarantined) event).status())
                .findFirst()
                .orElseThrow();
    }

    String stream() {
        return SagaStreams.name(saga, key);
    }
}
