package dev.evenstep.sqs.queue;

import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.sqs.message.Message;
import dev.evenstep.sqs.message.MessageCodec;
import java.util.Objects;
import java.util.function.BiConsumer;

/** A queue's messages and deduplication ids in the store. */
final class Messages {

    private static final MessageCodec CODEC = new MessageCodec();

    private final OrderedMap<Message> messages;
    private final Deduplication deduplication;

    Messages(Storage storage, long store) {
        this.messages = storage.map(messages(store), CODEC);
        this.deduplication = new Deduplication(storage.map(deduplications(store), Deduplication.CODEC));
    }

    static void drop(Storage storage, long store) {
        storage.drop(messages(store));
        storage.drop(deduplications(store));
    }

    private static String messages(long store) {
        return "sqs.messages." + store;
    }

    private static String deduplications(long store) {
        return "sqs.deduplications." + store;
    }

    Message get(Entry entry) {
        return Objects.requireNonNull(messages.get(entry.key()));
    }

    void put(long number, Message message) {
        messages.put(Entry.key(number), message);
    }

    void remove(Entry entry) {
        messages.remove(entry.key());
    }

    void forEach(BiConsumer<Long, Message> reader) {
        messages.ascending(null)
                .forEachRemaining(entry -> reader.accept(Entry.number(entry.getKey()), entry.getValue()));
    }

    Deduplication deduplication() {
        return deduplication;
    }

    /** The highest number that was given to a message which is known still. */
    long lastNumber() {
        var last = messages.descending(null);
        return Math.max(last.hasNext() ? Entry.number(last.next().getKey()) : 0, deduplication.lastNumber());
    }
}
