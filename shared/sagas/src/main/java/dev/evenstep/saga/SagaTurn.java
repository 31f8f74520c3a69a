package dev.evenstep.saga;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.saga.SagaEvent.CompensationBegun;
import dev.evenstep.saga.SagaEvent.EventKept;
import dev.evenstep.saga.SagaEvent.SagaCompensated;
import dev.evenstep.saga.SagaEvent.SagaCompleted;
import dev.evenstep.saga.SagaEvent.SagaGivenUp;
import dev.evenstep.saga.SagaEvent.SagaResumed;
import dev.evenstep.saga.SagaEvent.StepBegun;
import dev.evenstep.saga.SagaEvent.StepCompensated;
import dev.evenstep.saga.SagaEvent.StepFailed;
import dev.evenstep.saga.SagaEvent.StepTimedOut;
import dev.evenstep.saga.SagaEvent.StepTimeout;
import dev.evenstep.saga.SagaInstance.StepStatus;
import dev.evenstep.saga.SagaTriggers.SagaTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What one event makes happen to an instance. Nothing, where its commit stays empty. */
class SagaTurn<S> {

    private final SagaCommit<S> commit;
    private final Saga<S> saga;

    SagaTurn(SagaCommit<S> commit) {
        this.commit = commit;
        this.saga = commit.saga();
    }

    SagaCommit<S> commit() {
        return commit;
    }

    private SagaInstance instance() {
        return commit.instance();
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
        switch (instance().status()) {
            case RUNNING -> {
                if (instance().status(success.step()) == StepStatus.BEGUN) {
                    commit.addSuccess(success, event);
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
        StepStatus status = instance().status(success.step());
        boolean isUndone = status == StepStatus.COMPENSATING || status == StepStatus.COMPENSATED;
        if (step(success.step()).isCompensated() && !isUndone && status != StepStatus.SUCCEEDED) {
            commit.addSuccess(success, event);
            compensate();
        }
    }

    private void failed(SagaTriggers.Refusal<S, ?> refusal, Event<?> event) {
        if (instance().status() != SagaStatus.RUNNING) {
            return;
        }
        if (instance().status(refusal.step()) == StepStatus.BEGUN) {
            commit.add(new StepFailed(refusal.step(), refusal.reason(event)));
            giveUp();
        } else {
            keep(refusal.step(), event.envelope());
        }
    }

    /** For a step that is not begun yet; one answer of a type. */
    void keep(String step, Envelope event) {
        boolean isKept = instance().kept().stream().anyMatch(kept -> kept.type().equals(event.type()));
        if (instance().status(step) == null && !isKept) {
            commit.add(new EventKept(
                    step, event.source(), event.id(), event.type(), event.schemaVersion(), event.time(), event.data()));
        }
    }

    private void compensated(String step) {
        if (instance().status() == SagaStatus.COMPENSATING && instance().status(step) == StepStatus.COMPENSATING) {
            commit.add(new StepCompensated(step));
            compensate();
        }
    }

    void timeOut(StepTimeout timeout) {
        if (!awaits(timeout)) {
            return;
        }
        if (timeout.due().isAfter(commit.now())) {
            commit.send(timeout);
        } else {
            commit.add(new StepTimedOut(timeout.step()));
            giveUp();
        }
    }

    /** Whether that attempt of the step runs. */
    boolean awaits(StepTimeout timeout) {
        return instance().status() == SagaStatus.RUNNING
                && instance().status(timeout.step()) == StepStatus.BEGUN
                && instance().attempt(timeout.step()) == timeout.attempt();
    }

    void command(SagaCommand command) {
        if (instance().status() == SagaStatus.QUARANTINED) {
            commit.add(new SagaResumed(instance().suspended()));
        }
        switch (command) {
            case SagaCommand.RetrySaga retry -> retry();
            case SagaCommand.CompensateSaga(var name, var key, var reason) -> {
                if (instance().status() == SagaStatus.RUNNING || instance().status() == SagaStatus.COMPLETED) {
                    commit.add(new SagaGivenUp(reason));
                    giveUp();
                }
            }
        }
    }

    private void retry() {
        String step = instance().step();
        if (step != null && instance().status() == SagaStatus.RUNNING) {
            begin(step(step));
        } else if (step != null && instance().status() == SagaStatus.COMPENSATING) {
            undo(step(step));
        }
    }

    /** Begins the next step, or ends. */
    void goOn() {
        for (SagaStep<S> step : saga.steps()) {
            if (instance().status(step.name()) == null) {
                begin(step);
                return;
            }
        }
        commit.add(new SagaCompleted(instance().saga(), instance().key()));
    }

    private void begin(SagaStep<S> step) {
        int attempt = instance().attempt(step.name()) + 1;
        EventKept kept = attempt == 1 ? commit.kept(step.name()) : null;
        Instant due = kept == null && step.limit() != null ? commit.now().plus(step.limit()) : null;
        commit.add(new StepBegun(step.name(), attempt, due));
        if (kept != null) {
            take(commit.trigger(kept), commit.read(kept));
            return;
        }
        commit.send(step.command(commit.state()));
        if (due != null) {
            commit.send(new StepTimeout(instance().saga(), instance().key(), step.name(), attempt, due));
        }
    }

    /** What came early for steps that will never begin was done all the same. */
    private void giveUp() {
        for (SagaStep<S> step : saga.steps()) {
            EventKept kept = instance().status(step.name()) == null ? commit.kept(step.name()) : null;
            if (kept != null && commit.trigger(kept) instanceof SagaTriggers.Success<S, ?> success) {
                commit.addSuccess(success, commit.read(kept));
            }
        }
        compensate();
    }

    /** One after the other, from the last on. */
    void compensate() {
        if (instance().steps().values().stream().anyMatch(step -> step.status() == StepStatus.COMPENSATING)) {
            return;
        }
        for (SagaStep<S> step : inReverse(saga.steps())) {
            StepStatus status = instance().status(step.name());
            if (step.isCompensated() && (status == StepStatus.SUCCEEDED || status == StepStatus.UNKNOWN)) {
                undo(step);
                return;
            }
        }
        commit.add(new SagaCompensated(
                instance().saga(), instance().key(), instance().reason()));
    }

    List<SagaStep<S>> inReverse(List<SagaStep<S>> steps) {
        return steps.reversed();
    }

    private void undo(SagaStep<S> step) {
        boolean isAgain = instance().status(step.name()) == StepStatus.COMPENSATING;
        commit.add(new CompensationBegun(step.name(), isAgain ? instance().attempt(step.name()) + 1 : 1));
        commit.send(step.compensation(commit.state()));
    }

    private SagaStep<S> step(String name) {
        return Objects.requireNonNull(saga.find(name), name);
    }
}
