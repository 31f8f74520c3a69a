package dev.evenstep.sqs.queue;

import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.sqs.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A queue's messages: those in the storage, and their places by number, by age, and by when they can be received. Each
 * step costs O(log n) at most.
 */
final class Shelf {

    private final Storage storage;
    private final String name;
    private final OrderedMap<Message> messages;
    private final Map<Long, QueueEntry> entries = new HashMap<>();
    private final TreeSet<QueueEntry> ages = new TreeSet<>(QueueEntry.BY_AGE);
    private final TreeSet<QueueEntry> hidden = new TreeSet<>(QueueEntry.BY_END);
    private final Order order;
    private int delayed;

    /** With what the storage holds. What was in flight can be received at once. */
    Shelf(Storage storage, long store, boolean fifo, long now) {
        this.storage = storage;
        this.name = "sqs.messages." + store;
        this.messages = storage.map(name, Message.CODEC);
        this.order = fifo ? new Order.Fifo() : new Order.Standard();
        messages.ascending(null).forEachRemaining(kept -> {
            var message = kept.getValue();
            var entry = new QueueEntry(QueueEntry.number(kept.getKey()), message);
            place(entry, message.receives() == 0 ? message.from() : 0, now);
        });
    }

    void drop() {
        storage.drop(name);
    }

    /** The highest number of a message; 0: there is none. */
    long lastNumber() {
        return QueueEntry.last(messages);
    }

    void add(long number, Message message, long now) {
        messages.put(QueueEntry.key(number), message);
        place(new QueueEntry(number, message), message.from(), now);
    }

    /** @param from when it can be received first; in the past: at once */
    private void place(QueueEntry entry, long from, long now) {
        entries.put(entry.number, entry);
        ages.add(entry);
        if (from > now) {
            entry.delayed = true;
            delayed++;
            hideUntil(entry, from);
        } else {
            order.changed(entry);
        }
    }

    @Nullable
    QueueEntry find(long number) {
        return entries.get(number);
    }

    Message get(QueueEntry entry) {
        return Objects.requireNonNull(messages.get(entry.key()));
    }

    /** Counts a receive. */
    Message receive(QueueEntry entry, long now) {
        var message = get(entry).received(now);
        messages.put(entry.key(), message);
        entry.receives = message.receives();
        entry.received = now;
        return message;
    }

    void remove(QueueEntry entry) {
        messages.remove(entry.key());
        entries.remove(entry.number);
        ages.remove(entry);
        uncover(entry);
        order.removed(entry);
    }

    /** @param seconds 0: it can be received again at once */
    void hide(QueueEntry entry, int seconds, long now) {
        uncover(entry);
        if (seconds > 0) {
            hideUntil(entry, now + seconds * 1000L);
        } else {
            order.changed(entry);
        }
    }

    private void hideUntil(QueueEntry entry, long until) {
        entry.hidden = true;
        entry.until = until;
        hidden.add(entry);
        order.changed(entry);
    }

    void show(QueueEntry entry) {
        uncover(entry);
        order.changed(entry);
    }

    private void uncover(QueueEntry entry) {
        if (entry.hidden) {
            hidden.remove(entry);
            delayed -= entry.delayed ? 1 : 0;
            entry.delayed = false;
            entry.hidden = false;
        }
    }

    /** Does what time has brought: messages become visible, or too old. */
    void settle(long now, long retentionMillis) {
        while (!ages.isEmpty() && ages.first().enqueued + retentionMillis <= now) {
            remove(ages.first());
        }
        while (nextDue() <= now) {
            show(hidden.first());
        }
    }

    /** When the next of the hidden ones can be received; {@link Long#MAX_VALUE}: never by itself. */
    long nextDue() {
        return hidden.isEmpty() ? Long.MAX_VALUE : hidden.first().until;
    }

    /** The next ones to be received. They stay. */
    List<QueueEntry> next(int most) {
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
