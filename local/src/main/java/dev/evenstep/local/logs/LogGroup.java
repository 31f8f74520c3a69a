package dev.evenstep.local.logs;

import dev.evenstep.local.logs.LogStore.Line;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The newest lines of a group, and its streams. */
final class LogGroup {

    private final String name;
    private final Instant created;
    private final int most;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private final Map<String, LogStream> streams = new TreeMap<>();
    private long bytes;
    private long dropped;

    LogGroup(String name, Instant created, int most) {
        this.name = name;
        this.created = created;
        this.most = most;
    }

    /** A stream of the group; it stays when its lines are dropped. */
    record LogStream(String name, Instant created, Instant first, Instant last, Instant ingested) {

        LogStream with(Line line) {
            return new LogStream(
                    name,
                    created,
                    line.time().isBefore(first) ? line.time() : first,
                    line.time().isAfter(last) ? line.time() : last,
                    line.ingested());
        }
    }

    synchronized void append(Line line) {
        lines.addLast(line);
        bytes += line.message().length();
        if (lines.size() > most) {
            bytes -= lines.removeFirst().message().length();
            dropped++;
        }
        streams.merge(
                line.stream(),
                new LogStream(line.stream(), line.ingested(), line.time(), line.time(), line.ingested()),
                (known, fresh) -> known.with(line));
    }

    /** In the order of time, and of arrival within it. */
    List<Line> find(Predicate<Line> wanted) {
        List<Line> found = new ArrayList<>();
        synchronized (this) {
            for (Line line : lines) {
                if (wanted.test(line)) {
                    found.add(line);
                }
            }
        }
        found.sort(Comparator.comparing(Line::time).thenComparingLong(Line::id));
        return found;
    }

    synchronized List<LogStream> streams() {
        return List.copyOf(streams.values());
    }

    synchronized boolean hasStream(String stream) {
        return streams.containsKey(stream);
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized long dropped() {
        return dropped;
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }
}
