package dev.evenstep.sqs.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The order of arrival, which a standard queue does not promise. */
final class StandardOrder implements Order {

    private final TreeSet<Entry> ready = new TreeSet<>(Entry.BY_NUMBER);

    @Override
    public void changed(Entry entry) {
        if (entry.hidden) {
            ready.remove(entry);
        } else {
            ready.add(entry);
        }
    }

    @Override
    public void removed(Entry entry) {
        ready.remove(entry);
    }

    @Override
    public List<Entry> next(int most) {
        if (most == 1 && !ready.isEmpty()) {
            return List.of(ready.first());
        }
        List<Entry> next = new ArrayList<>(most);
        for (var entries = ready.iterator(); next.size() < most && entries.hasNext(); ) {
            next.add(entries.next());
        }
        return next;
    }

    @Override
    public boolean any() {
        return !ready.isEmpty();
    }
}
