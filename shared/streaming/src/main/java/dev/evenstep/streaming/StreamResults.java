package dev.evenstep.streaming;

import dev.evenstep.schema.EventType;
import java.util.function.Function;

/**
 * What comes of the events of a key from time to time, which has to be sent.
 *
 * @param <M> one of it
 */
public final class StreamResults<M> {

    private final StreamLogic<?, M> logic;

    StreamResults(StreamLogic<?, M> logic) {
        this.logic = logic;
    }

    /**
     * Sends an event for each, once: its id follows from the event that brought it about, or from the timer.
     *
     * @param data pure
     */
    public <O> StreamDefinition sends(EventType<O> type, Function<? super M, ? extends O> data) {
        return StreamDefinition.of(logic, type, data);
    }
}
