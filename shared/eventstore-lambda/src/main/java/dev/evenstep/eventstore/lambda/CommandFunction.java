package dev.evenstep.eventstore.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.AppendOutcome.ConflictException;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.CommandHandler.CommandAccepted;
import dev.evenstep.eventstore.CommandHandler.CommandRefused;
import dev.evenstep.eventstore.CommandHandler.Handled;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands over HTTP, behind a function URL or an HTTP API (payload format 2.0). The body of a {@code POST} is a command's envelope:
 * CloudEvents' structured mode. Its source and id make it idempotent: sent again, it gets the first answer.
 *
 * <table>
 *   <caption>Answers, in JSON</caption>
 *   <tr><td>200</td><td>{@code {"first":3,"events":1}}: its events are in the stream, the first at that version</td></tr>
 *   <tr><td>409</td><td>{@code {"code":…,"detail":…}}: the decider refused it, as it would refuse it again</td></tr>
 *   <tr><td>400, 413</td><td>{@code {"code":…,"detail":…}}: it can never be handled, by the codes of {@link Reason}</td></tr>
 *   <tr><td>405</td><td>no {@code POST}</td></tr>
 *   <tr><td>503</td><td>others came in between again and again: send it again, after {@code Retry-After} seconds</td></tr>
 * </table>
 *
 * <p>Whatever else fails is thrown, which Lambda answers with 502, and may have been done: send it again. Who may send is the
 * URL's or the API's to say.
 */
public final class CommandFunction<C> {

    private static final Logger log = LoggerFactory.getLogger(CommandFunction.class);

    private static final String ACTOR = "actor";

    private final CommandHandler<C, ?, ?> handler;
    private final Function<Event<? extends C>, String> stream;
    private final EventReader types;
    private final Class<C> commands;
    private final Function<APIGatewayV2HTTPEvent, @Nullable String> actor;
    private final EnvelopeJson envelopes = new EnvelopeJson(Limits.defaults());

    private CommandFunction(
            CommandHandler<C, ?, ?> handler,
            Function<Event<? extends C>, String> stream,
            EventReader types,
            Class<C> commands,
            Function<APIGatewayV2HTTPEvent, @Nullable String> actor) {
        this.handler = handler;
        this.stream = stream;
        this.types = types;
        this.commands = commands;
        this.actor = actor;
    }

    /**
     * Nobody acts, whatever a command's extension {@code actor} says, unless {@link #withActor} says who.
     *
     * @param stream a command's stream
     * @param types of the commands
     * @param commands the class that all of their data is of
     */
    public static <C> CommandFunction<C> of(
            CommandHandler<C, ?, ?> handler,
            Function<Event<? extends C>, String> stream,
            EventReader types,
            Class<C> commands) {
        return new CommandFunction<>(handler, stream, types, commands, request -> null);
    }

    /** @param other who sent a request, as its authorizer knows; null: nobody */
    public CommandFunction<C> withActor(Function<APIGatewayV2HTTPEvent, @Nullable String> other) {
        return new CommandFunction<>(handler, stream, types, commands, other);
    }

    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) {
        if (!"POST".equals(HttpRequests.method(request))) {
            return HttpAnswers.error(405, "method-not-allowed", "Send a command by POST", Map.of("Allow", "POST"));
        }
        try {
            Envelope envelope = acting(envelopes.read(HttpRequests.body(request)), request);
            Event<? extends C> command = types.read(envelope).as(commands);
            return answer(handler.handle(stream.apply(command), command));
        } catch (PermanentFailure failure) {
            int status = failure.reason() == Reason.TOO_LARGE ? 413 : 400;
            return HttpAnswers.error(status, failure.reason().code(), String.valueOf(failure.getMessage()), Map.of());
        } catch (ConflictException conflict) {
            log.warn("A command met others again and again: {}", conflict.getMessage());
            return HttpAnswers.error(
                    503, "contention", "Others came in between again and again", Map.of("Retry-After", "1"));
        }
    }

    private Envelope acting(Envelope envelope, APIGatewayV2HTTPEvent request) {
        Map<String, Object> extensions = new HashMap<>(envelope.extensions());
        String who = actor.apply(request);
        if (who == null) {
            var unused = extensions.remove(ACTOR);
        } else {
            extensions.put(ACTOR, who);
        }
        return envelope.withExtensions(extensions);
    }

    private static APIGatewayV2HTTPResponse answer(Handled handled) {
        return switch (handled) {
            case CommandAccepted(int first, int events) -> HttpAnswers.accepted(first, events);
            case CommandRefused(String code, String detail) -> HttpAnswers.error(409, code, detail, Map.of());
        };
    }
}
