package dev.evenstep.saga;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.event.EventReference;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.saga.SagaDefinitions.Address;
import dev.evenstep.saga.SagaEvent.SagaQuarantined;
import dev.evenstep.saga.SagaEvent.SagaStarted;
import dev.evenstep.saga.SagaEvent.StepTimeout;
import dev.evenstep.saga.SagaOutcome.SagaAdvanced;
import dev.evenstep.saga.SagaOutcome.SagaDuplicate;
import dev.evenstep.saga.SagaOutcome.SagaLate;
import dev.evenstep.saga.SagaOutcome.SagaNotDue;
import dev.evenstep.saga.SagaStreams.SagaStream;
import dev.evenstep.saga.SagaTriggers.SagaTrigger;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs sagas: loads the instance that an event belongs to, decides what comes of it, appends that behind what was loaded, and
 * begins anew where somebody else appended in between. What is sent is in the same commit. Immutable, and safe for
 * concurrent use.
 */
public final class SagaHandler {

    /** So often an event is decided. */
    private static final int ATTEMPTS = 5;

    private final EventStore store;
    private final List<Saga<?>> all;
    private final SagaDefinitions definitions;
    private final SagaStreams streams;
    private final Clock clock;
    private final @Nullable SubjectKeys keys;
    private final EventReader types;
    private final DataBinding binding = new DataBinding();
    private final SagaTurns turns;

    /** Makes what decides; another one in tests that plant mistakes. */
    interface SagaTurns {

        <S> SagaTurn<S> of(SagaCommit<S> commit);
    }

    SagaHandler(EventStore store, List<Saga<?>> all, Clock clock, @Nullable SubjectKeys keys, SagaTurns turns) {
        this.store = store;
        this.all = List.copyOf(all);
        this.definitions = new SagaDefinitions(all);
        this.streams = new SagaStreams(store);
        this.clock = clock;
        this.keys = keys;
        this.types = keys == null ? EventReader.of(definitions.types()) : EventReader.of(definitions.types(), keys);
        this.turns = turns;
    }

    /**
     * @param sagas all that the handler runs, each in every version that has instances; new ones are of the highest
     * @throws IllegalArgumentException when one has no start or no step, when two have one name and version, or an event type
     *     means something to two sagas
     * @throws dev.evenstep.decision.ConfigurationFailure when an event type has personal fields: see {@link
     *     #of(EventStore, SubjectKeys, Saga[])}
     */
    public static SagaHandler of(EventStore store, Saga<?>... sagas) {
        return new SagaHandler(store, List.of(sagas), Clock.systemUTC(), null, SagaTurn::new);
    }

    /** The same for events with personal fields. */
    public static SagaHandler of(EventStore store, SubjectKeys keys, Saga<?>... sagas) {
        return new SagaHandler(store, List.of(sagas), Clock.systemUTC(), keys, SagaTurn::new);
    }

    /** Says when steps are due. The event store has its own. */
    public SagaHandler withClock(Clock other) {
        return new SagaHandler(store, all, other, keys, turns);
    }

    /** What a consumer must take for the sagas: what starts and answers them, time-outs, and operators' commands. */
    public List<EventType<?>> types() {
        List<EventType<?>> taken = new ArrayList<>(definitions.types());
        taken.add(SagaEvent.TIMEOUT);
        taken.addAll(SagaCommand.TYPES);
        return List.copyOf(taken);
    }

    /**
     * Tells a saga of an event of one of {@link #types}, once by its source and id.
     *
     * @throws PermanentFailure when there is no instance that it is for, and it starts none; when the instance is
     *     quarantined, or is now, since its version, a step or its state's class is not there any more
     * @throws AppendOutcome.ConflictException when others came in between 5 times
     */
    public SagaOutcome handle(Event<?> event) {
        Address address = definitions.address(event);
        Instant notBefore = Extensions.notBefore(event.envelope().extensions());
        if (event.data() instanceof StepTimeout && notBefore != null && notBefore.isAfter(clock.instant())) {
            return new SagaNotDue(SagaStreams.name(address.saga(), address.key()), notBefore);
        }
        String id = new EventReference(event.envelope().source(), event.id(), null, null).text();
        for (int attempt = 1; ; attempt++) {
            SagaStream stream = streams.load(address.saga(), address.key());
            SagaInstance instance = stream.instance();
            if (stream.has(id)) {
                return new SagaDuplicate(stream.name());
            }
            if (instance != null && isLate(instance, event)) {
                return late(stream, instance, event);
            }
            String problem = instance == null ? null : problem(instance, event);
            if (instance != null && problem != null) {
                if (isQuarantined(stream, instance, event, id, problem)) {
                    throw new PermanentFailure("%s is quarantined: %s".formatted(stream.name(), problem));
                }
                continue;
            }
            SagaTurn<?> turn = instance == null
                    ? start(definitions.newest(address.saga()), address.key(), event)
                    : turn(definitions.of(instance), instance, event);
            SagaCommit<?> commit = turn.commit();
            if (commit.events().isEmpty()) {
                return late(stream, commit.instance(), event);
            }
            AppendOutcome outcome = append(stream, id, commit.events(), event.envelope());
            if (outcome instanceof Appended || attempt == ATTEMPTS) {
                Appended unused = outcome.orThrow();
                return new SagaAdvanced(stream.name(), commit.instance().status());
            }
        }
    }

    /** Whether it changes nothing, whatever the definition. */
    private boolean isLate(SagaInstance instance, Event<?> event) {
        return definitions.isStart(event)
                || (instance.status() == SagaStatus.COMPLETED && !(event.data() instanceof SagaCommand));
    }

    private static SagaLate late(SagaStream stream, SagaInstance instance, Event<?> event) {
        return new SagaLate(
                stream.name(),
                "%s is %s%s and does not await %s"
                        .formatted(
                                stream.name(),
                                instance.status(),
                                instance.step() == null ? "" : " at " + instance.step(),
                                event.type()));
    }

    private @Nullable String problem(SagaInstance instance, Event<?> event) {
        return instance.status() == SagaStatus.QUARANTINED && !(event.data() instanceof SagaCommand)
                ? instance.reason()
                : definitions.problem(instance, binding);
    }

    /** The event itself is not taken, so that it is when it is redriven. False: somebody came in between. */
    private boolean isQuarantined(SagaStream stream, SagaInstance instance, Event<?> event, String id, String problem) {
        if (instance.status() == SagaStatus.QUARANTINED) {
            return true;
        }
        NewEvent<?> quarantined = SagaEvents.of(new SagaQuarantined(problem, instance.status()));
        String own = id + "#quarantined#" + stream.position().version();
        return append(stream, own, List.of(quarantined), event.envelope()) instanceof Appended;
    }

    private <S> SagaTurn<S> start(Saga<S> saga, String key, Event<?> event) {
        if (!(saga.trigger(event.type()) instanceof SagaTriggers.Start<S, ?> start)) {
            throw new PermanentFailure("Saga %s has no instance %s, which %s %s is for"
                    .formatted(saga.name(), key, event.type(), event.id()));
        }
        Instant now = clock.instant();
        SagaStarted started =
                new SagaStarted(saga.name(), key, saga.version(), SagaEvents.json(binding, start.state(event)));
        SagaTurn<S> turn =
                turns.of(new SagaCommit<>(saga, SagaInstance.started(started, now, null), types, binding, now));
        turn.commit().send(SagaEvents.of(started));
        turn.goOn();
        return turn;
    }

    private <S> SagaTurn<S> turn(Saga<S> saga, SagaInstance instance, Event<?> event) {
        SagaTurn<S> turn = turns.of(new SagaCommit<>(saga, instance, types, binding, clock.instant()));
        SagaTrigger<S> trigger = saga.trigger(event.type());
        switch (event.data()) {
            case StepTimeout timeout -> turn.timeOut(timeout);
            case SagaCommand command -> turn.command(command);
            default -> {
                if (trigger != null) {
                    turn.take(trigger, event);
                }
            }
        }
        return turn;
    }

    private AppendOutcome append(SagaStream stream, String id, List<NewEvent<?>> events, Envelope cause) {
        Append append = Append.of(id, events).withCorrelation(CorrelationContext.after(cause));
        String actor = cause.extension("actor");
        return store.append(
                stream.name(),
                ExpectedVersion.exactly(stream.position()),
                actor == null ? append : append.withActor(actor));
    }
}
