package dev.evenstep.eventstore.projection;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.eventstore.projection.Projection.Rule;
import dev.evenstep.eventstore.projection.ViewStore.ViewKey;
import dev.evenstep.eventstore.projection.ViewStore.ViewRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies what was read of the log to views: each is read once and written once, together with how far in the log it then is,
 * on the condition that nobody else has written it.
 */
final class PageWriter<V> {

    /** So often somebody else may come in between. */
    private static final int ATTEMPTS = 20;

    private final Projection<V> projection;
    private final EventReader events;
    private final ViewStore store;
    private final Map<String, Rule<V, ?>> rules = new HashMap<>();

    PageWriter(Projection<V> projection, EventReader events, ViewStore store) {
        this.projection = projection;
        this.events = events;
        this.store = store;
        projection.rules().forEach(rule -> rules.put(rule.type().name(), rule));
    }

    /** What an event of an entry does to a view. */
    private record Step<V>(long sequence, Rule<V, ?> rule, Event<?> event) {}

    /** The steps of each view that these entries touch. */
    final class Page {

        private final int shard;
        private final Map<ViewKey, List<Step<V>>> views = new LinkedHashMap<>();

        private Page(String space, int shard, List<LogEntry> entries) {
            this.shard = shard;
            for (LogEntry entry : entries) {
                for (Envelope envelope : entry.events()) {
                    add(space, entry.sequence(), envelope);
                }
            }
        }

        private void add(String space, long sequence, Envelope envelope) {
            Rule<V, ?> rule = rules.get(envelope.type());
            if (rule != null) {
                Event<?> event = events.read(envelope);
                for (String key : rule.keys(event)) {
                    views.computeIfAbsent(new ViewKey(space, key), none -> new ArrayList<>())
                            .add(new Step<>(sequence, rule, event));
                }
            }
        }

        boolean isEmpty() {
            return views.isEmpty();
        }

        void write() {
            for (int attempt = 0; attempt < ATTEMPTS && !views.isEmpty(); attempt++) {
                Map<ViewKey, ViewRecord> before = store.read(views.keySet());
                Collection<ViewRecord> after = new ArrayList<>();
                views.forEach((key, steps) -> {
                    ViewRecord applied = applied(shard, key, before.get(key), steps);
                    if (applied != null) {
                        after.add(applied);
                    }
                });
                views.keySet().retainAll(store.write(after));
            }
            if (!views.isEmpty()) {
                throw new DependencyFailure("views", "Others came in between in " + projection.name());
            }
        }
    }

    Page page(String space, int shard, List<LogEntry> entries) {
        return new Page(space, shard, entries);
    }

    /** Null where all of that is in the view. */
    private @Nullable ViewRecord applied(int shard, ViewKey key, @Nullable ViewRecord before, List<Step<V>> steps) {
        LogPosition read = before == null ? LogPosition.START : before.read();
        long last = steps.getLast().sequence();
        if (read.of(shard) >= last) {
            return null;
        }
        V view = before == null || before.content() == null ? null : projection.read(before.content());
        for (Step<V> step : steps) {
            if (step.sequence() > read.of(shard)) {
                view = step.rule().apply(key.key(), view, step.event());
            }
        }
        return new ViewRecord(
                key,
                before == null ? 1 : before.revision() + 1,
                view == null ? null : projection.json(view),
                read.with(shard, last),
                view == null ? null : listing(view));
    }

    private @Nullable Listing listing(V view) {
        return projection.listing(view);
    }
}
