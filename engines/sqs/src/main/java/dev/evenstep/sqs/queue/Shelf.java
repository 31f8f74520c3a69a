package dev.evenstep.sqs.queue;

import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.sqs.message.Message;
import java.util.Objects;

/** A queue's messages and deduplication ids: those in the store, and the index to them. */
final class Shelf {

    private final Storage storage;
    private final long store;
    private final OrderedMap<Message> messages;
    private final OrderedMap<Deduplication.Taken> taken;
    final Deduplication deduplication;
    final Index index;

    /** With what the store holds. What was in flight can be received at once. */
    Shelf(Storage storage, long store, boolean fifo, long now) {
        this.storage = storage;
        this.store = store;
        this.messages = storage.map("sqs.messages." + store, Message.CODEC);
        this.taken = storage.map("sqs.deduplications." + store, Deduplication.CODEC);
        this.deduplication = new Deduplication(taken);
        this.index = new Index(fifo);
        messages.ascending(null).forEachRemaining(kept -> {
            var message = kept.getValue();
            index.add(
                    new Entry(Entry.number(kept.getKey()), message), message.receives() == 0 ? message.from() : 0, now);
        });
    }

    void drop() {
        storage.drop("sqs.messages." + store);
        storage.drop("sqs.deduplications." + store);
    }

    void add(long number, Message message, long now) {
        messages.put(Entry.key(number), message);
        index.add(new Entry(number, message), message.from(), now);
    }

    Message get(Entry entry) {
        return Objects.requireNonNull(messages.get(entry.key()));
    }

    Message receive(Entry entry, long now) {
        var message = get(entry).received(now);
        messages.put(entry.key(), message);
        entry.receives = message.receives();
        entry.received = now;
        return message;
    }

    void remove(Entry entry) {
        messages.remove(entry.key());
        index.remove(entry);
    }

    /** @param seconds 0: it can be received again at once */
    void hide(Entry entry, int seconds, long now) {
        if (seconds == 0) {
            index.show(entry);
        } else {
            index.hide(entry, now + seconds * 1000L);
        }
    }

    /** Does what time has brought: messages become visible, or too old. */
    void settle(long now, long retentionMillis) {
        for (Entry entry = index.oldest();
                entry != null && entry.enqueued + retentionMillis <= now;
                entry = index.oldest()) {
            remove(entry);
        }
        index.showDue(now);
    }

    /** The highest number that was given to a message which is known still. */
    long lastNumber() {
        return Math.max(store, Math.max(last(messages), last(taken)));
    }

    private static long last(OrderedMap<?> map) {
        var last = map.descending(null);
        return last.hasNext() ? Entry.number(last.next().getKey()) : 0;
    }
}
