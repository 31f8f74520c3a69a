package dev.evenstep.sqs.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.storage.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
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

    static final Codec<QueueRecord> CODEC = new RecordCodec();

    QueueRecord {
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

    private static final class RecordCodec implements Codec<QueueRecord> {

        private static final int WEIGHT = 1000;

        @Override
        public byte[] write(QueueRecord queue) {
            var json = Json.object()
                    .put("name", queue.name)
                    .put("id", queue.id)
                    .put("store", queue.store)
                    .put("created", queue.created)
                    .put("modified", queue.modified);
            queue.attributes.forEach(json.putObject("attributes")::put);
            queue.tags.forEach(json.putObject("tags")::put);
            return Json.bytes(json);
        }

        @Override
        public QueueRecord read(byte[] bytes) {
            try {
                var json = Json.parse(bytes);
                return new QueueRecord(
                        json.path("name").asText(),
                        json.path("id").asLong(),
                        json.path("store").asLong(),
                        json.path("created").asLong(),
                        json.path("modified").asLong(),
                        map(json.path("attributes")),
                        map(json.path("tags")));
            } catch (IOException e) {
                throw new UncheckedIOException(e); // written above
            }
        }

        private static Map<String, String> map(JsonNode json) {
            Map<String, String> map = new LinkedHashMap<>();
            json.properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
            return map;
        }

        @Override
        public int weight(QueueRecord queue) {
            return WEIGHT;
        }
    }
}
