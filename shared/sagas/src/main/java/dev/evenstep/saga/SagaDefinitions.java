package dev.evenstep.saga;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Event;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.saga.SagaEvent.StepTimeout;
import dev.evenstep.saga.SagaTriggers.Correlation;
import dev.evenstep.saga.SagaTriggers.SagaTrigger;
import dev.evenstep.schema.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The definitions that one handler runs: sagas by name, each in its versions. */
final class SagaDefinitions {

    private final Map<String, TreeMap<Integer, Saga<?>>> sagas = new TreeMap<>();
    private final Map<String, Route> routes = new TreeMap<>();

    /** Whose an event is. */
    record Address(String saga, String key) {}

    private record Route(String saga, Correlation<?> correlation) {}

    /** @throws IllegalArgumentException when they do not go together */
    SagaDefinitions(List<Saga<?>> definitions) {
        for (Saga<?> saga : definitions) {
            boolean starts = saga.triggers().stream().anyMatch(SagaTriggers.Start.class::isInstance);
            if (!starts || saga.steps().isEmpty()) {
                throw new IllegalArgumentException("Saga " + saga.name() + " needs what it is started by, and a step");
            }
            if (sagas.computeIfAbsent(saga.name(), name -> new TreeMap<>()).put(saga.version(), saga) != null) {
                throw new IllegalArgumentException(
                        "Saga %s has two definitions of version %d".formatted(saga.name(), saga.version()));
            }
        }
        sagas.values().forEach(versions -> versions.values().forEach(this::addRoutes));
    }

    /** Versions come in their order, so the newest says what the key is. */
    private void addRoutes(Saga<?> saga) {
        for (SagaTrigger<?> trigger : saga.triggers()) {
            EventType<?> type = trigger.correlation().type();
            Route before = routes.put(type.name(), new Route(saga.name(), trigger.correlation()));
            if (before != null
                    && !(before.saga.equals(saga.name())
                            && before.correlation.type().equals(type))) {
                throw new IllegalArgumentException(
                        "%s means something to saga %s, and another thing to %s: give them handlers of their own, and the versions of one saga the same event types"
                                .formatted(type.name(), before.saga, saga.name()));
            }
        }
    }

    /** @throws PermanentFailure when it is no saga's */
    Address address(Event<?> event) {
        if (event.data() instanceof StepTimeout timeout) {
            return known(timeout.saga(), timeout.key());
        }
        if (event.data() instanceof SagaCommand command) {
            return known(command.saga(), command.key());
        }
        Route route = routes.get(event.type());
        if (route == null) {
            throw new PermanentFailure(Reason.UNKNOWN_TYPE, "Type " + event.type() + " means nothing to " + names());
        }
        return new Address(route.saga, route.correlation.key(event));
    }

    private Address known(String saga, String key) {
        if (!sagas.containsKey(saga)) {
            throw new PermanentFailure("Saga %s is not one of %s".formatted(saga, names()));
        }
        return new Address(saga, key);
    }

    private Iterable<String> names() {
        return sagas.keySet();
    }

    /** The one that a new instance is of. */
    Saga<?> newest(String saga) {
        return sagas.getOrDefault(saga, new TreeMap<>()).lastEntry().getValue();
    }

    /** Whether it starts instances of the newest version. */
    boolean isStart(Event<?> event) {
        Route route = routes.get(event.type());
        return route != null && newest(route.saga).trigger(event.type()) instanceof SagaTriggers.Start;
    }

    private @Nullable Saga<?> find(SagaInstance instance) {
        return sagas.getOrDefault(instance.saga(), new TreeMap<>()).get(instance.version());
    }

    /** The definition of an instance that has no {@link #problem}. */
    Saga<?> of(SagaInstance instance) {
        return Objects.requireNonNull(find(instance), instance::stream);
    }

    /** Why an instance cannot go on; null: it can. */
    @Nullable
    String problem(SagaInstance instance, DataBinding binding) {
        Saga<?> saga = find(instance);
        if (saga == null) {
            return "Version %d of saga %s is not registered".formatted(instance.version(), instance.saga());
        }
        for (String step : instance.steps().keySet()) {
            if (saga.find(step) == null) {
                return "Step %s is not in version %d of saga %s".formatted(step, saga.version(), saga.name());
            }
        }
        for (SagaEvent.EventKept kept : instance.kept()) {
            if (saga.trigger(kept.type()) == null) {
                return "%s is not in version %d of saga %s".formatted(kept.type(), saga.version(), saga.name());
            }
        }
        try {
            Object unused = SagaEvents.state(binding, saga, instance);
            return null;
        } catch (PermanentFailure unreadable) {
            return unreadable.getMessage();
        }
    }

    /** Of what starts and answers them. */
    List<EventType<?>> types() {
        Map<String, EventType<?>> types = new HashMap<>();
        routes.values().forEach(route -> types.put(route.correlation.type().name(), route.correlation.type()));
        return new ArrayList<>(types.values());
    }
}
