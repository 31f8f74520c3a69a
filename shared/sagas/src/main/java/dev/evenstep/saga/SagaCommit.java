package dev.evenstep.saga;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.internal.event.Rfc3339;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.saga.SagaEvent.EventKept;
import dev.evenstep.saga.SagaEvent.StepSucceeded;
import dev.evenstep.saga.SagaEvent.StepTimeout;
import dev.evenstep.saga.SagaTriggers.SagaTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The next commit of an instance, and how the instance stands with it. */
final class SagaCommit<S> {

    /** SQS hides a message for up to 12 hours, and deletes it after some days: a longer time-out is sent again and again. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(11);

    private final Saga<S> saga;
    private final EventReader types;
    private final DataBinding binding;
    private final Instant now;
    private final List<NewEvent<?>> events = new ArrayList<>();
    private SagaInstance instance;

    SagaCommit(Saga<S> saga, SagaInstance instance, EventReader types, DataBinding binding, Instant now) {
        this.saga = saga;
        this.instance = instance;
        this.types = types;
        this.binding = binding;
        this.now = now;
    }

    Saga<S> saga() {
        return saga;
    }

    SagaInstance instance() {
        return instance;
    }

    Instant now() {
        return now;
    }

    List<NewEvent<?>> events() {
        return events;
    }

    void add(SagaEvent event) {
        instance = instance.after(event, now, null);
        events.add(SagaEvents.of(event));
    }

    void send(NewEvent<?> command) {
        events.add(command);
    }

    void send(StepTimeout timeout) {
        Instant latest = now.plus(LONGEST_WAIT);
        Instant notBefore = timeout.due().isBefore(latest) ? timeout.due() : latest;
        instance = instance.after(timeout, now, null);
        events.add(SagaEvents.of(timeout).withExtension(Extensions.NOT_BEFORE, Rfc3339.text(notBefore)));
    }

    S state() {
        return SagaEvents.state(binding, saga, instance);
    }

    void addSuccess(SagaTriggers.Success<S, ?> success, Event<?> event) {
        add(new StepSucceeded(success.step(), SagaEvents.json(binding, success.state(state(), event))));
    }

    /** What came early for a step: that it was done, rather than that it was not. */
    @Nullable
    EventKept kept(String step) {
        EventKept first = null;
        for (EventKept kept : instance.kept()) {
            if (kept.step().equals(step)) {
                if (trigger(kept) instanceof SagaTriggers.Success) {
                    return kept;
                }
                first = first == null ? kept : first;
            }
        }
        return first;
    }

    SagaTrigger<S> trigger(EventKept kept) {
        return Objects.requireNonNull(saga.trigger(kept.type()), kept::type);
    }

    Event<?> read(EventKept kept) {
        Envelope envelope = Envelope.of(kept.id(), kept.source(), kept.type(), kept.time());
        return types.read(envelope.withData(kept.schemaVersion(), binding.text(kept.data())));
    }
}
