package dev.evenstep.saga;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.IdempotentConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.AppendOutcome.ConflictException;
import dev.evenstep.saga.SagaOutcome.SagaAdvanced;
import dev.evenstep.saga.SagaOutcome.SagaDuplicate;
import dev.evenstep.saga.SagaOutcome.SagaLate;
import dev.evenstep.saga.SagaOutcome.SagaNotDue;
import dev.evenstep.schema.EventType;
import java.time.Instant;

/**
 * A {@link SagaHandler} as a consumer of all its types, for a function behind a queue. A late event is a duplicate; a time-out
 * stays in the queue until it is due.
 */
public final class SagaConsumer {

    private SagaConsumer() {}

    /** @param name of the consumer, as {@link Consumer} has it */
    public static Consumer of(String name, SagaHandler handler) {
        IdempotentConsumer consumer = Consumer.idempotent(name);
        for (EventType<?> type : handler.types()) {
            consumer = consumer.on(type, event -> decision(handler, event));
        }
        return consumer;
    }

    private static Decision decision(SagaHandler handler, Event<?> event) {
        try {
            return switch (handler.handle(event)) {
                case SagaAdvanced advanced -> new Decision.Applied();
                case SagaDuplicate duplicate -> new Decision.Duplicate(null);
                case SagaLate late -> new Decision.Duplicate(null);
                case SagaNotDue(String stream, Instant until) -> new Decision.InProgress(until);
            };
        } catch (ConflictException conflict) {
            return Decision.Transient.ofContention(String.valueOf(conflict.getMessage()));
        }
    }
}
