package dev.evenstep.effect;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect.Publication.About;
import dev.evenstep.event.Entity;
import dev.evenstep.event.EventReference;
import dev.evenstep.internal.effect.InvalidEffectException;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.schema.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that handling an event shall do, as a value: it happens in one atomic step together with the record that the
 * event was handled, or not at all.
 */
public final class Effect {

    /** DynamoDB's limit for one transaction is 100 items; one is the event's record, one its parked copy. */
    public static final int MOST_WRITES_AND_EVENTS = 98;

    private final Parts parts;

    private Effect(Parts parts) {
        this.parts = parts;
    }

    /** Handled, and nothing to do. */
    public static Effect none() {
        return of(List.of());
    }

    public static Effect of(Write... writes) {
        return of(List.of(writes));
    }

    public static Effect of(List<? extends Write> writes) {
        return new Effect(new Parts(List.copyOf(writes), List.of(), null, null, null));
    }

    public Effect and(Write write) {
        List<Write> more = new ArrayList<>(parts.writes);
        more.add(write);
        return new Effect(new Parts(more, parts.events, parts.result, parts.alternative, parts.stale));
    }

    /**
     * Publishes an event about the entity of the event being handled (the cause). It is stamped with the cause's subject
     * and, where the cause has a version, with the version after that, one more for each further event of the effect.
     * Where another event took that version first, it is stamped with the one after the last that the entity's log holds,
     * a function that reads being asked again before. Of a cause without a version it gets the subject, no version, and
     * no order; of one without a subject, neither.
     */
    public <T> Effect publish(EventType<T> type, T data) {
        return publish(Publication.of(type, data, new About.CausesEntity()));
    }

    /**
     * Publishes an event about an entity, the cause's or another, at the version that its writer knows it to have after
     * this event: it is stamped with exactly these. Where another event took that version first, a function that reads is
     * asked again; of any other the event being handled is dead-lettered as {@code version-conflict}.
     */
    public <T> Effect publish(EventType<T> type, T data, Entity about) {
        return publish(Publication.of(type, data, new About.Known(about)));
    }

    /** Publishes an event about no entity: it is stamped with no subject and no version, and is kept in no order. */
    public <T> Effect publishUnordered(EventType<T> type, T data) {
        return publish(Publication.of(type, data, new About.Nothing()));
    }

    /**
     * Names events that must be handled before the one that was published last, in the extension {@code dependson}: a
     * consumer parks it until it has handled them itself.
     *
     * @param earlier 1 to 10 of them
     * @throws IllegalStateException when nothing was published yet
     */
    public Effect dependingOn(EventReference... earlier) {
        return withExtension(Extensions.DEPENDS_ON, EventReference.text(List.of(earlier)));
    }

    /**
     * Gives the event that was published last an extension attribute of CloudEvents, beside those that travel on from its cause.
     *
     * @throws IllegalStateException when nothing was published yet
     */
    public Effect withExtension(String name, Object value) {
        if (parts.events.isEmpty()) {
            throw new IllegalStateException(
                    "Nothing was published that could have the extension " + name + "; publish(…) first");
        }
        List<Publication<?>> changed = new ArrayList<>(parts.events);
        changed.add(changed.removeLast().with(name, value));
        return with(changed);
    }

    /**
     * Keeps a result with the record, as JSON: the answer to a caller who waits for it, and to whoever sends the same event
     * again.
     */
    public Effect withResult(Object result) {
        return new Effect(new Parts(parts.writes, parts.events, result, parts.alternative, parts.stale));
    }

    /** What to do instead when a condition of a write does not hold; without it, the event is tried again. */
    public Effect orElse(Effect alternative) {
        return new Effect(new Parts(parts.writes, parts.events, parts.result, alternative, parts.stale));
    }

    /**
     * Is decided as {@link Decision.Stale} and not as applied: the event came too late for what else it would have done. What is
     * written and published happens all the same, once.
     *
     * @param stored how far what it came too late for is
     * @param incoming how far the event is, by the same measure
     */
    public Effect asStale(long stored, long incoming) {
        return new Effect(new Parts(
                parts.writes, parts.events, parts.result, parts.alternative, new Decision.Stale(stored, incoming)));
    }

    private Effect publish(Publication<?> event) {
        List<Publication<?>> more = new ArrayList<>(parts.events);
        more.add(event);
        return with(more);
    }

    private Effect with(List<Publication<?>> events) {
        return new Effect(new Parts(parts.writes, events, parts.result, parts.alternative, parts.stale));
    }

    /** At most one per item, each with a change or a condition. */
    public List<Write> writes() {
        return parts.writes;
    }

    /** What is published once the step is done. */
    public List<Publication<?>> events() {
        return parts.events;
    }

    /** What a caller is answered; null: nothing. */
    public @Nullable Object result() {
        return parts.result;
    }

    /** What is done instead when a condition of a write does not hold; null: the event is tried again. */
    public @Nullable Effect alternative() {
        return parts.alternative;
    }

    /** As what it is decided; null: as applied. */
    public Decision.@Nullable Stale stale() {
        return parts.stale;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Effect effect && effect.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "Effect" + parts;
    }

    private static void requireMeaning(Write write) {
        if (write instanceof Write.Update update
                && update.changesNothing()
                && update.conditions().isEmpty()) {
            throw new InvalidEffectException("The update of " + write.key()
                    + " changes nothing and checks nothing; leave it out, or put an item without other attributes");
        }
    }

    private static void requireOneWritePerItem(List<Write> writes) {
        if (writes.size() < 2) {
            return;
        }
        Set<ItemKey> seen = new HashSet<>();
        for (Write write : writes) {
            if (!seen.add(write.key())) {
                throw new InvalidEffectException(
                        "The effect writes " + write.key() + " twice; put both changes into one write");
            }
        }
    }

    private record Parts(
            List<Write> writes,
            List<Publication<?>> events,
            @Nullable Object result,
            @Nullable Effect alternative,
            Decision.@Nullable Stale stale) {

        Parts {
            writes = List.copyOf(writes);
            events = List.copyOf(events);
            if (writes.size() + events.size() > MOST_WRITES_AND_EVENTS) {
                throw new PermanentFailure(
                        Reason.TOO_LARGE,
                        "The effect has %d writes and %d events; a transaction takes %d together"
                                .formatted(writes.size(), events.size(), MOST_WRITES_AND_EVENTS));
            }
            requireOneWritePerItem(writes);
            writes.forEach(Effect::requireMeaning);
        }
    }

    /** An event to publish, and what it is about. */
    public static final class Publication<T> {

        /** What an event is about, which says which version it is stamped with. */
        public sealed interface About {

            /** The entity of the event being handled, at the next version that its log has free. */
            record CausesEntity() implements About {}

            /** An entity at the version that its writer knows it to have after this event. */
            record Known(Entity entity) implements About {}

            /** No entity: the event has no order. */
            record Nothing() implements About {}
        }

        private final PublicationParts<T> parts;

        private Publication(PublicationParts<T> parts) {
            this.parts = parts;
        }

        private static <T> Publication<T> of(EventType<T> type, T data, About about) {
            return new Publication<>(new PublicationParts<>(type, data, about, Map.of()));
        }

        public EventType<T> type() {
            return parts.type;
        }

        public T data() {
            return parts.data;
        }

        public About about() {
            return parts.about;
        }

        /** CloudEvents' extension attributes for this event, beside those that travel on from its cause. */
        public Map<String, Object> extensions() {
            return parts.extensions;
        }

        /** With one extension more, or another value for it. */
        private Publication<T> with(String extension, Object value) {
            Map<String, Object> more = new HashMap<>(parts.extensions);
            more.put(extension, value);
            return new Publication<>(new PublicationParts<>(parts.type, parts.data, parts.about, Map.copyOf(more)));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Publication<?> event && event.parts.equals(parts);
        }

        @Override
        public int hashCode() {
            return parts.hashCode();
        }

        @Override
        public String toString() {
            return "Publication" + parts;
        }

        private record PublicationParts<T>(EventType<T> type, T data, About about, Map<String, Object> extensions) {}
    }
}
