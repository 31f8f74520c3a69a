package dev.evenstep.streaming;

import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Windows or a pattern, and what is sent of it: for {@link StreamConsumer}. */
public final class StreamDefinition {

    private final Sent<?, ?> sent;
    private final BiFunction<Effect, Event<?>, Effect> late;

    private StreamDefinition(Sent<?, ?> sent, BiFunction<Effect, Event<?>, Effect> late) {
        this.sent = sent;
        this.late = late;
    }

    static <S, M, O> StreamDefinition of(
            StreamLogic<S, M> logic, EventType<O> type, Function<? super M, ? extends O> data) {
        BiFunction<Effect, M, Effect> sends = (effect, result) -> effect.publishUnordered(type, data.apply(result));
        return new StreamDefinition(new Sent<>(logic, sends), (effect, event) -> effect);
    }

    /**
     * Sends an event for each that comes late, once. Without it, nothing comes of a late event. Either way it is decided as {@link
     * dev.evenstep.decision.Decision.Stale}, and so counted.
     *
     * @param data pure
     */
    public <L> StreamDefinition sendsLate(EventType<L> type, Function<? super Event<?>, ? extends L> data) {
        return new StreamDefinition(sent, (effect, event) -> effect.publishUnordered(type, data.apply(event)));
    }

    List<Keyed<?>> inputs() {
        return sent.logic.inputs();
    }

    /** Each type once. */
    List<EventType<?>> types() {
        List<EventType<?>> types = new ArrayList<>();
        for (Keyed<?> input : inputs()) {
            if (types.stream().noneMatch(type -> type.name().equals(input.type().name()))) {
                types.add(input.type());
            }
        }
        return types;
    }

    StreamTurns turns(StreamKeys keys) {
        return sent.turns(keys, late);
    }

    private record Sent<S, M>(StreamLogic<S, M> logic, BiFunction<Effect, M, Effect> sends) {

        StreamTurns turns(StreamKeys keys, BiFunction<Effect, Event<?>, Effect> late) {
            return new KeyTurns<>(keys, logic, sends, late);
        }
    }
}
