package dev.evenstep.sqs.queue;

import dev.evenstep.engine.storage.Codec;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.sqs.message.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a FIFO queue took in the last five minutes, by deduplication id (developer guide, "Exactly-once processing"). */
final class Deduplication {

    static final Codec<Taken> CODEC = new TakenCodec();

    private static final long WINDOW = Duration.ofMinutes(5).toMillis();

    private final OrderedMap<Taken> stored;
    private final Map<String, Taken> byKey = new HashMap<>();
    private final Queue<String> oldestFirst = new ArrayDeque<>();

    /**
     * A message that was taken.
     *
     * @param at when, in milliseconds since 1970
     */
    record Taken(String key, String id, long number, long at) {}

    Deduplication(OrderedMap<Taken> stored) {
        this.stored = stored;
        List<Taken> all = new ArrayList<>();
        stored.ascending(null).forEachRemaining(entry -> all.add(entry.getValue()));
        all.sort(Comparator.comparingLong(Taken::at));
        all.forEach(this::add);
    }

    /** @param perGroup whether the same id in another group is another id */
    static String key(Content content, boolean perGroup) {
        return perGroup ? content.group() + " " + content.deduplication() : String.valueOf(content.deduplication());
    }

    @Nullable
    Taken find(String key, long now) {
        for (String first = oldestFirst.peek(); first != null; first = oldestFirst.peek()) {
            var taken = byKey.get(first);
            if (taken != null && taken.at() + WINDOW > now) {
                break;
            }
            byKey.remove(first);
            stored.remove(bytes(first));
            oldestFirst.remove();
        }
        return byKey.get(key);
    }

    void note(Taken taken) {
        stored.put(bytes(taken.key()), taken);
        add(taken);
    }

    long lastNumber() {
        return byKey.values().stream().mapToLong(Taken::number).max().orElse(0);
    }

    private void add(Taken taken) {
        byKey.put(taken.key(), taken);
        oldestFirst.add(taken.key());
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static final class TakenCodec implements Codec<Taken> {

        private static final int UUID_LENGTH = 36;

        @Override
        public byte[] write(Taken taken) {
            byte[] key = bytes(taken.key());
            return ByteBuffer.allocate(2 * Long.BYTES + UUID_LENGTH + key.length)
                    .putLong(taken.number())
                    .putLong(taken.at())
                    .put(bytes(taken.id()))
                    .put(key)
                    .array();
        }

        @Override
        public Taken read(byte[] bytes) {
            var buffer = ByteBuffer.wrap(bytes);
            long number = buffer.getLong();
            long at = buffer.getLong();
            var id = text(buffer, UUID_LENGTH);
            return new Taken(text(buffer, buffer.remaining()), id, number, at);
        }

        private static String text(ByteBuffer buffer, int length) {
            var bytes = new byte[length];
            buffer.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public int weight(Taken taken) {
            return 2 * (UUID_LENGTH + taken.key().length());
        }
    }
}
