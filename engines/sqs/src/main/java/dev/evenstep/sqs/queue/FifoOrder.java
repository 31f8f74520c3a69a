package dev.evenstep.sqs.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Groups take turns; within a group the order is kept. A group can be received from when its first message can, and as
 * far as the first that cannot: so nothing overtakes a message that is in flight.
 */
final class FifoOrder implements Order {

    private final Map<String, SortedSet<Entry>> groups = new HashMap<>();
    private final Map<String, SortedSet<Entry>> ready = new LinkedHashMap<>();

    @Override
    public void changed(Entry entry) {
        var name = group(entry);
        var group = groups.computeIfAbsent(name, none -> new TreeSet<>(Entry.BY_NUMBER));
        group.add(entry);
        refresh(name, group);
    }

    @Override
    public void removed(Entry entry) {
        var name = group(entry);
        var group = groups.get(name);
        if (group != null && group.remove(entry)) {
            refresh(name, group);
        }
    }

    /** A group that can be received from again is last in turn. */
    private void refresh(String name, SortedSet<Entry> group) {
        if (group.isEmpty()) {
            groups.remove(name);
            ready.remove(name);
        } else if (group.first().hidden) {
            ready.remove(name);
        } else {
            ready.putIfAbsent(name, group);
        }
    }

    private static String group(Entry entry) {
        return Objects.requireNonNull(entry.group);
    }

    @Override
    public List<Entry> next(int most) {
        List<Entry> next = new ArrayList<>(most);
        for (var groups = ready.values().iterator(); next.size() < most && groups.hasNext(); ) {
            var entries = groups.next().iterator();
            for (Entry entry = entries.next(); !entry.hidden; entry = entries.next()) {
                next.add(entry);
                if (next.size() == most || !entries.hasNext()) {
                    break;
                }
            }
        }
        return next;
    }

    @Override
    public boolean any() {
        return !ready.isEmpty();
    }
}
