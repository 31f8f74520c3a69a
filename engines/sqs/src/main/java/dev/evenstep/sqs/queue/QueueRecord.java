package dev.evenstep.sqs.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.Codec;
import dev.evenstep.engine.storage.JsonCodec;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.util.Map;

/**
 * A queue as it is kept.
 *
 * @param id its own number, never another queue's
 * @param store the number of the maps that hold its messages; a purge takes new ones
 * @param created in milliseconds since 1970
 * @param attributes as they were set
 */
record QueueRecord(
        String name,
        long id,
        long store,
        long created,
        long modified,
        Map<String, String> attributes,
        Map<String, String> tags) {

    private static final int MOST_TAGS = 50;
    private static final int WEIGHT = 1000;

    static final Codec<QueueRecord> CODEC = new JsonCodec<>(QueueRecord::json, QueueRecord::of, queue -> WEIGHT);

    QueueRecord {
        if (tags.size() > MOST_TAGS) {
            throw SqsError.invalid("Too many tags added for queue %s.".formatted(name));
        }
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    QueueRecord with(Map<String, String> newAttributes, long now) {
        return new QueueRecord(name, id, store, created, now, newAttributes, tags);
    }

    QueueRecord withTags(Map<String, String> newTags) {
        return new QueueRecord(name, id, store, created, modified, attributes, newTags);
    }

    QueueRecord withStore(long newStore) {
        return new QueueRecord(name, id, newStore, created, modified, attributes, tags);
    }

    private ObjectNode json() {
        var json = JsonTrees.object()
                .put("name", name)
                .put("id", id)
                .put("store", store)
                .put("created", created)
                .put("modified", modified);
        attributes.forEach(json.putObject("attributes")::put);
        tags.forEach(json.putObject("tags")::put);
        return json;
    }

    private static QueueRecord of(ObjectNode json) {
        return new QueueRecord(
                json.path("name").asText(),
                json.path("id").asLong(),
                json.path("store").asLong(),
                json.path("created").asLong(),
                json.path("modified").asLong(),
                new RequestInput(json).map("attributes"),
                new RequestInput(json).map("tags"));
    }
}
