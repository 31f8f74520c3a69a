package dev.evenstep.eventstore.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Views by space and key. */
final class InMemoryViews implements ViewStore {

    private final Map<String, Space> spaces = new HashMap<>();

    /** @param order the keys of the records, for their pages */
    private record Space(Map<String, ViewRecord> records, NavigableSet<String> order) {

        Space() {
            this(new HashMap<>(), new TreeSet<>());
        }

        void put(ViewRecord next) {
            String key = next.key().key();
            if (records.put(key, next) == null) {
                order.add(key);
            }
        }

        void remove(String key) {
            records.remove(key);
            order.remove(key);
        }
    }

    @Override
    public synchronized Map<ViewKey, ViewRecord> read(Collection<ViewKey> keys) {
        Map<ViewKey, ViewRecord> found = new HashMap<>();
        for (ViewKey key : keys) {
            ViewRecord there = space(key.space()).records.get(key.key());
            if (there != null) {
                found.put(key, there);
            }
        }
        return found;
    }

    @Override
    public synchronized List<ViewKey> write(Collection<ViewRecord> records) {
        List<ViewKey> refused = new ArrayList<>();
        for (ViewRecord next : records) {
            Space space = space(next.key().space());
            ViewRecord there = space.records.get(next.key().key());
            if (next.revision() == (there == null ? 0 : there.revision()) + 1) {
                space.put(next);
            } else {
                refused.add(next.key());
            }
        }
        return refused;
    }

    @Override
    public synchronized RecordPage page(String space, int limit, @Nullable String after) {
        Space all = space(space);
        Set<String> keys = after == null ? all.order : all.order.tailSet(after, false);
        return page(keys.stream().map(all.records::get), limit);
    }

    @Override
    public synchronized RecordPage list(
            String space, String list, boolean ascending, int limit, @Nullable ListPlace after) {
        Comparator<ListPlace> rising = Comparator.comparing(ListPlace::order).thenComparing(ListPlace::key);
        Comparator<ListPlace> order = ascending ? rising : rising.reversed();
        return page(
                space(space).records.values().stream()
                        .filter(view ->
                                view.listing() != null && view.listing().list().equals(list))
                        .filter(view -> after == null || order.compare(place(view), after) > 0)
                        .sorted(Comparator.comparing(InMemoryViews::place, order)),
                limit);
    }

    private static ListPlace place(ViewRecord view) {
        return new ListPlace(
                Objects.requireNonNull(view.listing()).order(), view.key().key());
    }

    private static RecordPage page(Stream<ViewRecord> views, int limit) {
        List<ViewRecord> oneMore = views.limit(limit + 1L).toList();
        return new RecordPage(oneMore.subList(0, Math.min(limit, oneMore.size())), oneMore.size() > limit);
    }

    @Override
    public synchronized void remove(Collection<ViewKey> keys) {
        keys.forEach(key -> space(key.space()).remove(key.key()));
    }

    private Space space(String name) {
        return spaces.computeIfAbsent(name, none -> new Space());
    }
}
