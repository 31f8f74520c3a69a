package dev.evenstep.local.lambda;

import dev.evenstep.local.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A journal for tests, forgotten with them. */
public final class MemoryJournal implements Journal {

    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<String, String> positions = new ConcurrentHashMap<>();
    private long last;

    @Override
    public synchronized List<Entry> accept(String kind, List<String> payloads, Instant now) {
        List<Entry> accepted = new ArrayList<>();
        for (String payload : payloads) {
            Entry entry = new Entry(++last, kind, payload, now, 0, now);
            entries.put(entry.id(), entry);
            accepted.add(entry);
        }
        return accepted;
    }

    @Override
    public synchronized Entry postpone(Entry entry, Instant due) {
        Entry postponed =
                new Entry(entry.id(), entry.kind(), entry.payload(), entry.accepted(), entry.attempts() + 1, due);
        entries.put(entry.id(), postponed);
        return postponed;
    }

    @Override
    public synchronized void finish(Entry entry) {
        entries.remove(entry.id());
    }

    @Override
    public synchronized List<Entry> open(String kind) {
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

    @Override
    public void close() {}
}
