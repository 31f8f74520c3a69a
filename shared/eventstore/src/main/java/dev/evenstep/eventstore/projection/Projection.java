package dev.evenstep.eventstore.projection;

import dev.evenstep.event.Event;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.DataReader;
import dev.evenstep.schema.EventType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How views follow from events. A value: its functions are pure and may be called for an event more than once.
 *
 * <p>A view's events come in their order where they are of one stream. Those of several streams come in any order, which can
 * be another one when the projection is built anew: let the result not depend on it.
 *
 * @param <V> a view's class, best a record, immutable; JSON is written of it and read into it
 */
public final class Projection<V> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String name;
    private final int version;
    private final DataReader<V> reader;
    private final Map<EventType<?>, Rule<V, ?>> rules;
    private final @Nullable Function<V, Listing> listing;
    private final DataBinding binding;

    private Projection(
            String name,
            int version,
            DataReader<V> reader,
            Map<EventType<?>, Rule<V, ?>> rules,
            @Nullable Function<V, Listing> listing,
            DataBinding binding) {
        this.name = name;
        this.version = version;
        this.reader = reader;
        this.rules = rules;
        this.listing = listing;
        this.binding = binding;
    }

    /** What an event makes of a view. */
    @FunctionalInterface
    public interface ViewChange<V, T> {

        /**
         * @param view null where there is none
         * @return the view after the event; null: it is removed
         */
        @Nullable
        V apply(@Nullable V view, Event<T> event);
    }

    /** What an event makes of each of several views. */
    @FunctionalInterface
    public interface KeyedChange<V, T> {

        /** The same, of the view of a key. */
        @Nullable
        V apply(String key, @Nullable V view, Event<T> event);
    }

    /**
     * Where a view stands in the lists of its projection.
     *
     * @param list such as a customer's id, 1 to 512 characters
     * @param order by which a list is sorted as text is, 1 to 256 characters, such as a moment of ISO 8601
     */
    public record Listing(String list, String order) {

        public Listing {
            if (list.isEmpty() || list.length() > 512 || order.isEmpty() || order.length() > 256) {
                throw new IllegalArgumentException(
                        "A list's name has %d characters and a view's place in it %d: 1 to 512 and 1 to 256 are allowed"
                                .formatted(list.length(), order.length()));
            }
        }
    }

    /**
     * A projection of schema version 1.
     *
     * @param name of the projection in the table of views, 1 to 64 letters, digits, dots, underscores and hyphens
     */
    public static <V> Projection<V> named(String name, Class<V> view) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The projection's name is " + name
                    + ": 1 to 64 letters, digits, dots, underscores and hyphens are allowed");
        }
        DataBinding binding = new DataBinding();
        return new Projection<>(name, 1, binding.reader(view, name), Map.of(), null, binding);
    }

    /**
     * Raise it whenever the view's class, its keys or what a function does is changed: the views are then built anew.
     *
     * @param other from 1
     */
    public Projection<V> version(int other) {
        if (other < 1) {
            throw new IllegalArgumentException("The version is " + other + ": versions count from 1");
        }
        return new Projection<>(name, other, reader, rules, listing, binding);
    }

    /**
     * An event of this type changes one view.
     *
     * @param key of that view
     */
    public <T> Projection<V> on(EventType<T> type, Function<Event<T>, String> key, ViewChange<V, T> change) {
        return onEach(type, event -> List.of(key.apply(event)), (unused, before, event) -> change.apply(before, event));
    }

    /**
     * An event of this type changes any number of views.
     *
     * @param keys of these views, each 1 to 256 characters
     * @throws IllegalArgumentException when the type has a function already
     */
    public <T> Projection<V> onEach(
            EventType<T> type, Function<Event<T>, ? extends Collection<String>> keys, KeyedChange<V, T> change) {
        Map<EventType<?>, Rule<V, ?>> more = new LinkedHashMap<>(rules);
        if (more.put(type, new Rule<>(type, keys, change)) != null) {
            throw new IllegalArgumentException("Event type " + type.name() + " is declared twice: keep one");
        }
        return new Projection<>(name, version, reader, more, listing, binding);
    }

    /** Views are also listed by something else than their keys. It costs the index {@code lists} another write of each view. */
    public Projection<V> listedBy(Function<V, Listing> other) {
        return new Projection<>(name, version, reader, rules, other, binding);
    }

    public String name() {
        return name;
    }

    V read(String json) {
        return reader.read(json);
    }

    String json(V value) {
        return binding.text(value);
    }

    int version() {
        return version;
    }

    Set<EventType<?>> types() {
        return rules.keySet();
    }

    Collection<Rule<V, ?>> rules() {
        return rules.values();
    }

    @Nullable
    Listing listing(V value) {
        return listing == null ? null : listing.apply(value);
    }

    /** What an event of a type changes, and how. */
    record Rule<V, T>(
            EventType<T> type, Function<Event<T>, ? extends Collection<String>> keys, KeyedChange<V, T> change) {

        Collection<String> keys(Event<?> event) {
            Collection<String> found = keys.apply(event.as(type.dataClass()));
            return found.size() < 2 ? List.copyOf(found) : new LinkedHashSet<>(found);
        }

        @Nullable
        V apply(String key, @Nullable V view, Event<?> event) {
            return change.apply(key, view, event.as(type.dataClass()));
        }
    }
}
