package dev.evenstep.sqs.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A queue's messages by number, by age, and by when they can be received. Each step costs O(log n) at most. */
final class Index {

    private final Map<Long, Entry> entries = new HashMap<>();
    private final TreeSet<Entry> ages = new TreeSet<>(Entry.BY_AGE);
    private final TreeSet<Entry> hidden = new TreeSet<>(Entry.BY_END);
    private final Order order;
    private int delayed;

    Index(boolean fifo) {
        this.order = fifo ? new Order.Fifo() : new Order.Standard();
    }

    @Nullable
    Entry get(long number) {
        return entries.get(number);
    }

    /** @param from when it can be received first; in the past: at once */
    void add(Entry entry, long from, long now) {
        entries.put(entry.number, entry);
        ages.add(entry);
        if (from > now) {
            entry.hidden = true;
            entry.delayed = true;
            entry.until = from;
            hidden.add(entry);
            delayed++;
        }
        order.changed(entry);
    }

    void remove(Entry entry) {
        entries.remove(entry.number);
        ages.remove(entry);
        uncover(entry);
        order.removed(entry);
    }

    void hide(Entry entry, long until) {
        uncover(entry);
        entry.hidden = true;
        entry.until = until;
        hidden.add(entry);
        order.changed(entry);
    }

    void show(Entry entry) {
        uncover(entry);
        order.changed(entry);
    }

    private void uncover(Entry entry) {
        if (entry.hidden) {
            hidden.remove(entry);
            delayed -= entry.delayed ? 1 : 0;
            entry.delayed = false;
            entry.hidden = false;
        }
    }

    /** Shows what need no longer be hidden. */
    void showDue(long now) {
        while (!hidden.isEmpty() && hidden.first().until <= now) {
            show(hidden.first());
        }
    }

    /** When the next of the hidden ones can be received; {@link Long#MAX_VALUE}: never by itself. */
    long nextDue() {
        return hidden.isEmpty() ? Long.MAX_VALUE : hidden.first().until;
    }

    @Nullable
    Entry oldest() {
        return ages.isEmpty() ? null : ages.first();
    }

    List<Entry> next(int most) {
        return order.next(most);
    }

    boolean any() {
        return order.any();
    }

    int visible() {
        return entries.size() - hidden.size();
    }

    int delayed() {
        return delayed;
    }

    int inFlight() {
        return hidden.size() - delayed;
    }
}
