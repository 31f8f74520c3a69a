package dev.evenstep.saga;

import dev.evenstep.schema.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an instance, as its stream has it beside the commands that it sends. Each is an event of the source
 * {@value #SOURCE} and the type of that name, a dot, and the record's name. States are JSON objects.
 */
public sealed interface SagaEvent {

    String SOURCE = "dev.evenstep.saga";

    /** @param version of the definition, which the instance keeps */
    record SagaStarted(String saga, String key, int version, Map<String, @Nullable Object> state)
            implements SagaEvent {}

    /**
     * Its command is in the same commit, unless its answer came before it.
     *
     * @param attempt from 1
     * @param due when it is given up
     */
    record StepBegun(String step, int attempt, @Nullable Instant due) implements SagaEvent {}

    record StepSucceeded(String step, Map<String, @Nullable Object> state) implements SagaEvent {}

    /** It was refused and has no effect. */
    record StepFailed(String step, String reason) implements SagaEvent {}

    record StepTimedOut(String step) implements SagaEvent {}

    /** An answer that came before its step, for which it is kept, personal fields encrypted. */
    record EventKept(
            String step,
            String source,
            String id,
            String type,
            int schemaVersion,
            Instant time,
            Map<String, @Nullable Object> data)
            implements SagaEvent {}

    /** An operator decided so. The outcome of a step that runs is unknown then. */
    record SagaGivenUp(String reason) implements SagaEvent {}

    /** @param attempt from 1 */
    record CompensationBegun(String step, int attempt) implements SagaEvent {}

    record StepCompensated(String step) implements SagaEvent {}

    record SagaCompleted(String saga, String key) implements SagaEvent {}

    /**
     * Everything that was done is undone.
     *
     * @param reason why it was given up; null in streams of before it was said
     */
    record SagaCompensated(
            String saga, String key, @Nullable String reason) implements SagaEvent {}

    /** @param status before */
    record SagaQuarantined(String reason, SagaStatus status) implements SagaEvent {}

    /** An operator took it out of quarantine. */
    record SagaResumed(SagaStatus status) implements SagaEvent {}

    /**
     * Comes back to the saga: its extension {@code notbefore} says when, which is when the step is due, or at most 11 hours
     * later than it was sent, to be sent anew.
     */
    record StepTimeout(String saga, String key, String step, int attempt, Instant due) implements SagaEvent {}

    EventType<StepTimeout> TIMEOUT = type(StepTimeout.class);

    /** One for each record. */
    List<EventType<? extends SagaEvent>> TYPES = List.of(
            type(SagaStarted.class),
            type(StepBegun.class),
            type(StepSucceeded.class),
            type(StepFailed.class),
            type(StepTimedOut.class),
            type(EventKept.class),
            type(SagaGivenUp.class),
            type(CompensationBegun.class),
            type(StepCompensated.class),
            type(SagaCompleted.class),
            type(SagaCompensated.class),
            type(SagaQuarantined.class),
            type(SagaResumed.class),
            TIMEOUT);

    private static <T> EventType<T> type(Class<T> data) {
        return EventType.of(SOURCE, SOURCE + "." + data.getSimpleName(), data);
    }
}
