package dev.evenstep.eventstore;

import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.event.EventReference;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.Decider.Decided;
import dev.evenstep.eventstore.Fold.Loaded;
import java.util.List;

/**
 * Handles commands by a {@link Decider}: loads the stream, decides, appends behind what was loaded, and begins anew where
 * somebody else appended in between. A command that comes again gets the first answer while its events are among the
 * stream's last 25 commits or behind its snapshot; without snapshots, always. A refused one leaves nothing behind, and is
 * decided anew. Immutable.
 *
 * @param <C> the commands' class
 * @param <E> the class of the events' data
 * @param <S> the state's class
 */
public final class CommandHandler<C, E, S> {

    /** So often a command is decided. */
    private static final int ATTEMPTS = 5;

    private final EventStore store;
    private final Decider<C, E, S> decider;
    private final EventReader types;
    private final Fold<S> fold;

    private CommandHandler(EventStore store, Decider<C, E, S> decider, EventReader types, Fold<S> fold) {
        this.store = store;
        this.decider = decider;
        this.types = types;
        this.fold = fold;
    }

    /** @param types has one for each class of {@code E}, and no others */
    public static <C, E, S> CommandHandler<C, E, S> of(EventStore store, Decider<C, E, S> decider, EventReader types) {
        Fold<S> fold = Fold.of(types, decider.initial(), (state, event) -> evolved(decider, state, event));
        return new CommandHandler<>(store, decider, types, fold);
    }

    /** What streams of this kind have, since their events come from this decider. */
    @SuppressWarnings("unchecked")
    private static <E, S> S evolved(Decider<?, E, S> decider, S state, Event<?> event) {
        return decider.evolve(state, (E) event.data());
    }

    /** As {@link Fold#withSnapshots} keeps them. */
    public CommandHandler<C, E, S> withSnapshots(String name, int schemaVersion, Class<S> state, int every) {
        return new CommandHandler<>(store, decider, types, fold.withSnapshots(name, schemaVersion, state, every));
    }

    /**
     * Handles a command for a stream. What it causes is correlated with it, and has its extension {@code actor}.
     *
     * @throws AppendOutcome.ConflictException when others came in between 5 times
     */
    public Handled handle(String stream, Event<? extends C> command) {
        return answer(stream, command).handled();
    }

    /** @param again whether the command was handled before */
    record Answer(Handled handled, boolean again) {}

    Answer answer(String stream, Event<? extends C> command) {
        String id = new EventReference(command.envelope().source(), command.id(), null, null).text();
        for (int attempt = 1; ; attempt++) {
            AppendTrace before = new AppendTrace(stream, id);
            Loaded<S> loaded = fold.load(store, stream, before);
            if (before.events() > 0) {
                return new Answer(new CommandAccepted(before.first(), before.events()), true);
            }
            List<E> events;
            switch (decider.decide(command.data(), loaded.state())) {
                case Decided.RefusedCommand<E>(String code, String detail) -> {
                    return new Answer(new CommandRefused(code, detail), false);
                }
                case Decided.DecidedEvents<E> decided -> events = decided.events();
            }
            if (events.isEmpty()) {
                return new Answer(new CommandAccepted(loaded.position().version() + 1, 0), false);
            }
            ExpectedVersion expected = ExpectedVersion.exactly(loaded.position());
            AppendOutcome outcome = store.append(stream, expected, append(id, events, command.envelope()));
            if (outcome instanceof Appended || attempt == ATTEMPTS) {
                return new Answer(new CommandAccepted(outcome.orThrow().first(), events.size()), false);
            }
        }
    }

    private Append append(String id, List<E> events, Envelope command) {
        Append append = Append.of(
                        id, events.stream().<NewEvent<?>>map(types::newEvent).toList())
                .withCorrelation(CorrelationContext.after(command));
        String actor = command.extension("actor");
        return actor == null ? append : append.withActor(actor);
    }

    /** What became of a command. */
    public sealed interface Handled {}

    /**
     * Its events are in the stream, now or since it came first.
     *
     * @param first the version of the first of them
     * @param events how many; 0: there was nothing to do
     */
    public record CommandAccepted(int first, int events) implements Handled {}

    /** The decider refused it, as {@link Decider.Decided.RefusedCommand} says. */
    public record CommandRefused(String code, String detail) implements Handled {}
}
