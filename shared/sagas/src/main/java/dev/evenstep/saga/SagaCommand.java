package dev.evenstep.saga;

import dev.evenstep.schema.EventType;
import java.util.List;

/**
 * What an operator has done with one instance. It is an event that {@link SagaHandler} takes as any other, once by its source
 * and id; its extension {@code actor} says who it was.
 */
public sealed interface SagaCommand {

    String saga();

    String key();

    /** What is waited for is sent again, with a new id; an instance in quarantine comes out of it. */
    record RetrySaga(String saga, String key) implements SagaCommand {}

    /**
     * Every step that was done, or may have been, is undone, of an instance that is completed too.
     *
     * @param reason for people, without personal data
     */
    record CompensateSaga(String saga, String key, String reason) implements SagaCommand {}

    EventType<RetrySaga> RETRY = EventType.of(SagaEvent.SOURCE, SagaEvent.SOURCE + ".RetrySaga", RetrySaga.class);

    EventType<CompensateSaga> COMPENSATE =
            EventType.of(SagaEvent.SOURCE, SagaEvent.SOURCE + ".CompensateSaga", CompensateSaga.class);

    List<EventType<? extends SagaCommand>> TYPES = List.of(RETRY, COMPENSATE);
}
