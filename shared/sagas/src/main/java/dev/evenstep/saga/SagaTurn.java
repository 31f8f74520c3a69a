package dev.evenstep.saga;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.internal.event.Rfc3339;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.saga.SagaEvent.CompensationBegun;
import dev.evenstep.saga.SagaEvent.EventKept;
import dev.evenstep.saga.SagaEvent.SagaCompensated;
import dev.evenstep.saga.SagaEvent.SagaCompleted;
import dev.evenstep.saga.SagaEvent.SagaGivenUp;
import dev.evenstep.saga.SagaEvent.SagaResumed;
import dev.evenstep.saga.SagaEvent.StepBegun;
import dev.evenstep.saga.SagaEvent.StepCompensated;
import dev.evenstep.saga.SagaEvent.StepFailed;
import dev.evenstep.saga.SagaEvent.StepSucceeded;
import dev.evenstep.saga.SagaEvent.StepTimedOut;
import dev.evenstep.saga.SagaEvent.StepTimeout;
import dev.evenstep.saga.SagaInstance.StepStatus;
import dev.evenstep.saga.SagaTriggers.SagaTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one event makes happen to an instance: the events of the next commit. None: it changes nothing. */
class SagaTurn<S> {

    /** SQS hides a message for up to 12 hours, and deletes it after some days: a longer time-out is sent again and again. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(11);

    private final Saga<S> saga;
    private final EventReader types;
    private final DataBinding binding;
    private final Instant now;
    private final List<NewEvent<?>> events = new ArrayList<>();
    private SagaInstance instance;

    SagaTurn(Saga<S> saga, SagaInstance instance, EventReader types, DataBinding binding, Instant now) {
        this.saga = saga;
        this.instance = instance;
        this.types = types;
        this.binding = binding;
        this.now = now;
    }

    List<NewEvent<?>> events() {
        return events;
    }

    SagaInstance instance() {
        return instance;
    }

    void take(SagaTrigger<S> trigger, Event<?> event) {
        switch (trigger) {
            case SagaTriggers.Start<S, ?> again -> {}
            case SagaTriggers.Success<S, ?> success -> succeeded(success, event);
            case SagaTriggers.Refusal<S, ?> refusal -> failed(refusal, event);
            case SagaTriggers.Undone<S, ?> undone -> compensated(undone.step());
        }
    }

    private void succeeded(SagaTriggers.Success<S, ?> success, Event<?> event) {
        switch (instance.status()) {
            case RUNNING -> {
                if (instance.status(success.step()) == StepStatus.BEGUN) {
                    record(new StepSucceeded(success.step(), state(success, event)));
                    goOn();
                } else {
                    keep(success.step(), event.envelope());
                }
            }
            case COMPENSATING, COMPENSATED -> succeededLate(success, event);
            case COMPLETED, QUARANTINED -> {}
        }
    }

    /** It was done after all, although its saga was given up before. */
    void succeededLate(SagaTriggers.Success<S, ?> success, Event<?> event) {
        StepStatus status = instance.status(success.step());
        boolean isUndone = status == StepStatus.COMPENSATING || status == StepStatus.COMPENSATED;
        if (step(success.step()).isCompensated() && !isUndone && status != StepStatus.SUCCEEDED) {
            record(new StepSucceeded(success.step(), state(success, event)));
            compensate();
        }
    }

    private void failed(SagaTriggers.Refusal<S, ?> refusal, Event<?> event) {
        if (instance.status() != SagaStatus.RUNNING) {
            return;
        }
        if (instance.status(refusal.step()) == StepStatus.BEGUN) {
            record(new StepFailed(refusal.step(), refusal.reason(event)));
            giveUp();
        } else {
            keep(refusal.step(), event.envelope());
        }
    }

    /** For a step that is not begun yet; one answer of a type. */
    void keep(String step, Envelope event) {
        boolean isKept = instance.kept().stream().anyMatch(kept -> kept.type().equals(event.type()));
        if (instance.status(step) == null && !isKept) {
            record(new EventKept(
                    step, event.source(), event.id(), event.type(), event.schemaVersion(), event.time(), event.data()));
        }
    }

    private void compensated(String step) {
        if (instance.status() == SagaStatus.COMPENSATING && instance.status(step) == StepStatus.COMPENSATING) {
            record(new StepCompensated(step));
            compensate();
        }
    }

    void timeOut(StepTimeout timeout) {
        if (!awaits(timeout)) {
            return;
        }
        if (timeout.due().isAfter(now)) {
            send(timeout);
        } else {
            record(new StepTimedOut(timeout.step()));
            giveUp();
        }
    }

    /** Whether that attempt of the step runs. */
    boolean awaits(StepTimeout timeout) {
        return instance.status() == SagaStatus.RUNNING
                && instance.status(timeout.step()) == StepStatus.BEGUN
                && instance.attempt(timeout.step()) == timeout.attempt();
    }

    void command(SagaCommand command) {
        if (instance.status() == SagaStatus.QUARANTINED) {
            record(new SagaResumed(instance.suspended()));
        }
        switch (command) {
            case SagaCommand.RetrySaga retry -> retry();
            case SagaCommand.CompensateSaga(var name, var key, var reason) -> {
                if (instance.status() == SagaStatus.RUNNING || instance.status() == SagaStatus.COMPLETED) {
                    record(new SagaGivenUp(reason));
                    giveUp();
                }
            }
        }
    }

    private void retry() {
        String step = instance.step();
        if (step != null && instance.status() == SagaStatus.RUNNING) {
            begin(step(step));
        } else if (step != null && instance.status() == SagaStatus.COMPENSATING) {
            undo(step(step));
        }
    }

    /** Begins the next step, or ends. */
    void goOn() {
        for (SagaStep<S> step : saga.steps()) {
            if (instance.status(step.name()) == null) {
                begin(step);
                return;
            }
        }
        record(new SagaCompleted(instance.saga(), instance.key()));
    }

    private void begin(SagaStep<S> step) {
        int attempt = instance.attempt(step.name()) + 1;
        EventKept kept = attempt == 1 ? kept(step.name()) : null;
        Instant due = kept == null && step.limit() != null ? now.plus(step.limit()) : null;
        record(new StepBegun(step.name(), attempt, due));
        if (kept != null) {
            take(trigger(kept.type()), types.read(envelope(kept)));
            return;
        }
        events.add(step.command(state()));
        if (due != null) {
            send(new StepTimeout(instance.saga(), instance.key(), step.name(), attempt, due));
        }
    }

    private void send(StepTimeout timeout) {
        Instant latest = now.plus(LONGEST_WAIT);
        Instant notBefore = timeout.due().isBefore(latest) ? timeout.due() : latest;
        instance = instance.after(timeout, now, null);
        events.add(SagaEvents.of(timeout).withExtension(Extensions.NOT_BEFORE, Rfc3339.text(notBefore)));
    }

    /** What came early for steps that will never begin was done all the same. */
    private void giveUp() {
        for (SagaStep<S> step : saga.steps()) {
            EventKept kept = instance.status(step.name()) == null ? kept(step.name()) : null;
            if (kept != null && trigger(kept.type()) instanceof SagaTriggers.Success<S, ?> success) {
                record(new StepSucceeded(step.name(), state(success, types.read(envelope(kept)))));
            }
        }
        compensate();
    }

    /** One after the other, from the last on. */
    void compensate() {
        if (instance.steps().values().stream().anyMatch(step -> step.status() == StepStatus.COMPENSATING)) {
            return;
        }
        for (SagaStep<S> step : inReverse(saga.steps())) {
            StepStatus status = instance.status(step.name());
            if (step.isCompensated() && (status == StepStatus.SUCCEEDED || status == StepStatus.UNKNOWN)) {
                undo(step);
                return;
            }
        }
        record(new SagaCompensated(instance.saga(), instance.key()));
    }

    List<SagaStep<S>> inReverse(List<SagaStep<S>> steps) {
        return steps.reversed();
    }

    private void undo(SagaStep<S> step) {
        boolean isAgain = instance.status(step.name()) == StepStatus.COMPENSATING;
        record(new CompensationBegun(step.name(), isAgain ? instance.attempt(step.name()) + 1 : 1));
        events.add(step.compensation(state()));
    }

    /** What came early for a step: that it was done, rather than that it was not. */
    private @Nullable EventKept kept(String step) {
        EventKept first = null;
        for (EventKept kept : instance.kept()) {
            if (kept.step().equals(step)) {
                if (trigger(kept.type()) instanceof SagaTriggers.Success) {
                    return kept;
                }
                first = first == null ? kept : first;
            }
        }
        return first;
    }

    private Envelope envelope(EventKept kept) {
        return Envelope.of(kept.id(), kept.source(), kept.type(), kept.time())
                .withData(kept.schemaVersion(), binding.text(kept.data()));
    }

    private SagaTrigger<S> trigger(String type) {
        return Objects.requireNonNull(saga.trigger(type), type);
    }

    SagaStep<S> step(String name) {
        return Objects.requireNonNull(saga.find(name), name);
    }

    private S state() {
        return SagaEvents.state(binding, saga, instance);
    }

    Map<String, @Nullable Object> state(SagaTriggers.Success<S, ?> success, Event<?> event) {
        return SagaEvents.json(binding, success.state(state(), event));
    }

    void record(SagaEvent event) {
        instance = instance.after(event, now, null);
        events.add(SagaEvents.of(event));
    }
}
