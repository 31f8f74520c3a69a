package dev.evenstep.sqs.queue;

import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.sqs.message.Message;
import java.nio.ByteBuffer;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A message's place in its queue. The message itself is in the store. */
final class QueueEntry {

    static final Comparator<QueueEntry> BY_NUMBER = Comparator.comparingLong(entry -> entry.number);

    static final Comparator<QueueEntry> BY_END =
            Comparator.<QueueEntry>comparingLong(entry -> entry.until).thenComparing(BY_NUMBER);

    static final Comparator<QueueEntry> BY_AGE =
            Comparator.<QueueEntry>comparingLong(entry -> entry.enqueued).thenComparing(BY_NUMBER);

    final long number;
    final long enqueued;
    final @Nullable String group;

    /** How often it was received. */
    int receives;

    /** When it was received last. */
    long received;

    /** Whether it cannot be received before {@link #until}: delayed or in flight. */
    boolean hidden;

    boolean delayed;
    long until;

    QueueEntry(long number, Message message) {
        this.number = number;
        this.enqueued = message.enqueued();
        this.group = message.content().group();
        this.receives = message.receives();
        this.received = message.firstReceived();
    }

    byte[] key() {
        return key(number);
    }

    static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** The highest number in a map that has numbers as its keys; 0: it is empty. */
    static long last(OrderedMap<?> map) {
        var last = map.descending(null);
        return last.hasNext() ? number(last.next().getKey()) : 0;
    }
}
