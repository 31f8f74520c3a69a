package dev.evenstep.sqs.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.JsonCodec;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.sqs.message.Content;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a FIFO queue took in the last five minutes, by deduplication id (developer guide, "Exactly-once processing"). */
final class Deduplication {

    private static final int WEIGHT = 200;
    private static final long WINDOW = Duration.ofMinutes(5).toMillis();

    private final Storage storage;
    private final String name;
    private final OrderedMap<Taken> stored;
    private final Map<String, Taken> oldestFirst = new LinkedHashMap<>();

    /**
     * A message that was taken.
     *
     * @param at when, in milliseconds since 1970
     */
    record Taken(String key, String id, long number, long at) {

        private ObjectNode json() {
            return JsonTrees.object()
                    .put("key", key)
                    .put("id", id)
                    .put("number", number)
                    .put("at", at);
        }

        private static Taken of(ObjectNode json) {
            return new Taken(
                    json.path("key").asText(),
                    json.path("id").asText(),
                    json.path("number").asLong(),
                    json.path("at").asLong());
        }
    }

    /**
     * Whether the same id in another group is another id, which a change of attributes changes a minute later (API
     * reference, SetQueueAttributes: "can take up to 60 seconds").
     *
     * @param before as it is until then
     * @param after as it is from then on
     */
    record Scope(boolean before, boolean after, long from) {

        private static final long PROPAGATION = Duration.ofSeconds(60).toMillis();

        static Scope of(boolean perGroup) {
            return new Scope(perGroup, perGroup, 0);
        }

        Scope change(boolean perGroup, long now) {
            return perGroup == after ? this : new Scope(now < from ? before : after, perGroup, now + PROPAGATION);
        }

        String key(Content content, long now) {
            var id = String.valueOf(content.deduplication());
            return (now < from ? before : after) ? content.group() + " " + id : id;
        }
    }

    /** With what the storage holds. */
    Deduplication(Storage storage, long store) {
        this.storage = storage;
        this.name = "sqs.deduplications." + store;
        this.stored = storage.map(name, new JsonCodec<>(Taken::json, Taken::of, taken -> WEIGHT));
        stored.ascending(null).forEachRemaining(entry -> add(entry.getValue()));
    }

    void drop() {
        storage.drop(name);
    }

    /** The highest number of a message that was taken; 0: none is known. */
    long lastNumber() {
        return QueueEntry.last(stored);
    }

    @Nullable
    Taken find(String key, long now) {
        for (var taken = oldestFirst.values().iterator(); taken.hasNext(); ) {
            var oldest = taken.next();
            if (oldest.at() + WINDOW > now) {
                break;
            }
            taken.remove();
            stored.remove(QueueEntry.key(oldest.number()));
        }
        return oldestFirst.get(key);
    }

    void note(Taken taken) {
        stored.put(QueueEntry.key(taken.number()), taken);
        add(taken);
    }

    private void add(Taken taken) {
        oldestFirst.put(taken.key(), taken);
    }
}
