package dev.evenstep.saga;

import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.internal.event.PlainTree;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.schema.EventType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events and states between their classes and what is stored. */
final class SagaEvents {

    private SagaEvents() {}

    static NewEvent<?> of(SagaEvent event) {
        EventType<?> type = SagaEvent.TYPES.stream()
                .filter(each -> each.dataClass() == event.getClass())
                .findFirst()
                .orElseThrow();
        return of(type, event);
    }

    private static <T> NewEvent<T> of(EventType<T> type, SagaEvent event) {
        return NewEvent.of(type, type.dataClass().cast(event));
    }

    static Map<String, @Nullable Object> json(DataBinding binding, Object state) {
        return PlainTree.of(binding.write(state));
    }

    /** @throws dev.evenstep.decision.PermanentFailure when the class has not what the JSON has */
    static <S> S state(DataBinding binding, Saga<S> saga, SagaInstance instance) {
        return binding.read(binding.text(instance.state()), saga.stateClass(), "The state of " + instance.stream());
    }
}
