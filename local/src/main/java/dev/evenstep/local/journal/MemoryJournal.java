package dev.evenstep.local.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A journal that ends with the process. */
public final class MemoryJournal implements Journal {

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, String> positions = new ConcurrentHashMap<>();

    @Override
    public List<Entry> accept(String kind, List<String> payloads, Instant now) {
        List<Entry> accepted = new ArrayList<>(payloads.size());
        for (String payload : payloads) {
            var entry = new Entry(lastId.incrementAndGet(), kind, payload, now, 0, now);
            entries.put(entry.id(), entry);
            accepted.add(entry);
        }
        return accepted;
    }

    @Override
    public Entry postpone(Entry entry, Instant due) {
        var postponed = entry.postponed(due);
        entries.replace(entry.id(), postponed);
        return postponed;
    }

    @Override
    public void finish(Entry entry) {
        entries.remove(entry.id());
    }

    @Override
    public List<Entry> open(String kind) {
        return entries.values().stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    @Override
    public Optional<String> position(String reader) {
        return Optional.ofNullable(positions.get(reader));
    }

    @Override
    public void position(String reader, String value) {
        positions.put(reader, value);
    }

    /** Nothing to let go of. */
    @Override
    public void close() {}
}
