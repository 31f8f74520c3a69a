package dev.evenstep.local.logs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Log lines by group and stream, in memory only. Each group keeps its newest lines; what it drops is counted. Safe for
 * concurrent use.
 */
public final class LogStore {

    /** Enough for 200,000 lines over four groups. */
    private static final int LINES_PER_GROUP = 50_000;

    private final int linesPerGroup;
    private final InstantSource clock;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, LogGroup> groups = new ConcurrentSkipListMap<>();

    /** Keeps 50,000 lines per group. */
    public LogStore(InstantSource clock) {
        this(clock, LINES_PER_GROUP);
    }

    /** @param linesPerGroup at least 1 */
    public LogStore(InstantSource clock, int linesPerGroup) {
        if (linesPerGroup < 1) {
            throw new IllegalArgumentException("linesPerGroup is %d: at least 1 is needed".formatted(linesPerGroup));
        }
        this.clock = clock;
        this.linesPerGroup = linesPerGroup;
    }

    /** Adds a line; group and stream come into being with their first one. */
    public void append(String logGroup, String stream, Instant time, String message) {
        groups.computeIfAbsent(logGroup, name -> new LogGroup(name, clock.instant(), linesPerGroup))
                .append(new Line(lastId.incrementAndGet(), stream, time, clock.instant(), message));
    }

    /** How many lines all groups together have dropped to stay within their bounds. */
    public long dropped() {
        return groups.values().stream().mapToLong(LogGroup::dropped).sum();
    }

    List<LogGroup> groups() {
        return List.copyOf(groups.values());
    }

    Optional<LogGroup> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /**
     * A line.
     *
     * @param id grows with every line of the store
     * @param time as its writer said
     * @param ingested when it came
     */
    record Line(long id, String stream, Instant time, Instant ingested, String message) {}
}
