package dev.evenstep.consume;

import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.EventTypes;
import dev.evenstep.store.VersionRule;
import java.util.List;
import java.util.function.Function;

/**
 * A consumer whose effect is one write to the entity that its event is about, let in by the entity's version. The
 * version and the event's key are kept on the item, as {@code entityVersion} and {@code lastEvent}.
 */
public final class VersionedConsumer implements Consumer {

    private final Handlers<Write> handlers;
    private final VersionRule rule;

    private VersionedConsumer(Handlers<Write> handlers, VersionRule rule) {
        this.handlers = handlers;
        this.rule = rule;
    }

    static VersionedConsumer named(String name) {
        return new VersionedConsumer(new Handlers<>(name, List.of()), VersionRule.NEXT);
    }

    /** @param function pure; the write it answers has no condition of its own, the version is the condition */
    public <T> VersionedConsumer on(EventType<T> type, Function<? super Event<T>, ? extends Write> function) {
        return new VersionedConsumer(handlers.with(type, function::apply), rule);
    }

    /** Lets any later version in, leaving out what comes late, instead of taking every version in turn. */
    public VersionedConsumer latestWins() {
        return new VersionedConsumer(handlers, VersionRule.LATER);
    }

    @Override
    public String name() {
        return handlers.consumer();
    }

    @Override
    public EventTypes types() {
        return handlers.types();
    }

    VersionRule rule() {
        return rule;
    }

    Write write(Event<?> event) throws Exception {
        Write write = handlers.handle(event);
        if (write instanceof Write.Delete) {
            throw new IllegalStateException("Consumer " + name() + " deletes " + write.key()
                    + ", and its version with it: an old event would make it anew. Mark it as deleted instead");
        }
        if (!write.conditions().isEmpty()) {
            throw new IllegalStateException("Consumer " + name() + " puts a condition on " + write.key()
                    + "; a versioned write has the version as its only one. Use a transactional consumer");
        }
        return write;
    }
}
