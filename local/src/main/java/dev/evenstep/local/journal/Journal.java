package dev.evenstep.local.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.storage.TextCodec;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Work that was accepted (an event for a target, an asynchronous invocation) and is not finished, and named positions
 * (of a stream's reader). When a method returns, what it did survives a hard stop, if the storage is one that is kept.
 * Safe for concurrent use.
 */
public final class Journal {

    private final Storage storage;
    private final OrderedMap<String> entries;
    private final OrderedMap<String> positions;
    private long lastId;

    private Journal(Storage storage) {
        this.storage = storage;
        this.entries = storage.map("journal.entries", new TextCodec());
        this.positions = storage.map("journal.positions", new TextCodec());
        var last = entries.descending(null);
        this.lastId = last.hasNext() ? Entry.read(last.next().getValue()).id() : 0;
    }

    /** One at most in a storage. */
    public static Journal in(Storage storage) {
        return new Journal(storage);
    }

    /**
     * @param attempts how often it was tried in vain
     * @param due not before this
     */
    public record Entry(long id, String kind, String payload, Instant accepted, int attempts, Instant due) {

        private String write() {
            return JsonTrees.write(JsonTrees.object()
                    .put("id", id)
                    .put("kind", kind)
                    .put("payload", payload)
                    .put("accepted", accepted.toString())
                    .put("attempts", attempts)
                    .put("due", due.toString()));
        }

        private static Entry read(String text) {
            try {
                var json = JsonTrees.parse(text);
                return new Entry(
                        json.get("id").longValue(),
                        json.get("kind").textValue(),
                        json.get("payload").textValue(),
                        Instant.parse(json.get("accepted").textValue()),
                        json.get("attempts").intValue(),
                        Instant.parse(json.get("due").textValue()));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e); // written above
            }
        }
    }

    /** Accepts pieces of work of one kind, all or none, and gives them their ids in order. */
    public List<Entry> accept(String kind, List<String> payloads, Instant now) {
        if (payloads.isEmpty()) {
            return List.of();
        }
        return storage.write(() -> {
            List<Entry> accepted = new ArrayList<>(payloads.size());
            for (String payload : payloads) {
                var entry = new Entry(++lastId, kind, payload, now, 0, now);
                entries.put(key(entry), entry.write());
                accepted.add(entry);
            }
            return accepted;
        });
    }

    /** Notes an attempt that failed: the work is due again later. */
    public Entry postpone(Entry entry, Instant due) {
        var later = new Entry(entry.id(), entry.kind(), entry.payload(), entry.accepted(), entry.attempts() + 1, due);
        return storage.write(() -> {
            if (entries.get(key(entry)) != null) {
                entries.put(key(entry), later.write());
            }
            return later;
        });
    }

    /** The work is finished, for good or bad. */
    public void finish(Entry entry) {
        finishAll(List.of(entry));
    }

    public void finishAll(Collection<Entry> finished) {
        if (!finished.isEmpty()) {
            var unused = storage.write(() -> {
                finished.forEach(entry -> entries.remove(key(entry)));
                return finished;
            });
        }
    }

    /** What is unfinished of one kind, oldest first. */
    public List<Entry> open(String kind) {
        List<Entry> open = new ArrayList<>();
        entries.ascending(null).forEachRemaining(kept -> {
            var entry = Entry.read(kept.getValue());
            if (entry.kind().equals(kind)) {
                open.add(entry);
            }
        });
        return open;
    }

    public Optional<String> position(String reader) {
        return Optional.ofNullable(positions.get(bytes(reader)));
    }

    public void position(String reader, String value) {
        var unused = storage.write(() -> positions.put(bytes(reader), value));
    }

    private static byte[] key(Entry entry) {
        return ByteBuffer.allocate(Long.BYTES).putLong(entry.id()).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
