package dev.evenstep.eventstore;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.IdempotentConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.AppendOutcome.ConflictException;
import dev.evenstep.eventstore.CommandHandler.CommandAccepted;
import dev.evenstep.eventstore.CommandHandler.CommandRefused;
import dev.evenstep.schema.EventType;
import java.util.List;
import java.util.function.Function;

/**
 * A {@link CommandHandler} as a consumer, for functions behind queues and buses. Beside the load and the append a command costs no
 * request, since its stream knows it. One that comes again is a duplicate.
 *
 * <p>A refused command is dead-lettered as {@link Reason#REJECTED}, since nobody waits for an answer: where a refusal is business
 * as usual, let the decider make an event of it.
 */
public final class CommandConsumer {

    private CommandConsumer() {}

    /**
     * @param name of the consumer, as {@link Consumer} has it
     * @param stream a command's stream
     * @param types of the commands, one or more
     */
    public static <C> Consumer of(
            String name,
            CommandHandler<C, ?, ?> handler,
            Function<Event<? extends C>, String> stream,
            List<EventType<? extends C>> types) {
        IdempotentConsumer consumer = Consumer.idempotent(name);
        for (EventType<? extends C> type : types) {
            consumer = consumer.on(type, command -> decision(handler, stream.apply(command), command));
        }
        return consumer;
    }

    private static <C> Decision decision(CommandHandler<C, ?, ?> handler, String stream, Event<? extends C> command) {
        CommandHandler.Answer answer;
        try {
            answer = handler.answer(stream, command);
        } catch (ConflictException conflict) {
            return Decision.Transient.ofContention(String.valueOf(conflict.getMessage()));
        }
        return switch (answer.handled()) {
            case CommandAccepted accepted when answer.again() -> new Decision.Duplicate(null);
            case CommandAccepted accepted -> new Decision.Applied();
            case CommandRefused(String code, String detail) ->
                new Decision.Poison(Reason.REJECTED, code + ": " + detail, null);
        };
    }
}
