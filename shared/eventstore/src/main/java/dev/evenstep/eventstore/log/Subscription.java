package dev.evenstep.eventstore.log;

import dev.evenstep.event.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A catch-up subscription: reads the log on from its checkpoint, as far as the time of one invocation allows. Immutable.
 *
 * <p>Every event comes at least once, each shard's in their order; again only what the checkpoint does not cover yet.
 */
public final class Subscription implements LogReader {

    private final String name;
    private final EventLog log;
    private final Checkpoints checkpoints;
    private final LogHandler handler;
    private final Predicate<Envelope> filter;
    private final LogPosition start;
    private final int page;
    private final Clock clock;

    private Subscription(
            String name,
            EventLog log,
            Checkpoints checkpoints,
            LogHandler handler,
            Predicate<Envelope> filter,
            LogPosition start,
            int page,
            Clock clock) {
        this.name = name;
        this.log = log;
        this.checkpoints = checkpoints;
        this.handler = handler;
        this.filter = filter;
        this.start = start;
        this.page = page;
        this.clock = clock;
    }

    /** @param name of its checkpoint: two of one name share their progress */
    public static Subscription of(String name, EventLog log, Checkpoints checkpoints, LogHandler handler) {
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException(
                    "A subscription's name has %d characters: 1 to 128 are allowed, not blank"
                            .formatted(name.length()));
        }
        return new Subscription(
                name,
                log,
                checkpoints,
                handler,
                event -> true,
                LogPosition.START,
                Integer.MAX_VALUE,
                Clock.systemUTC());
    }

    /** Where it begins in each shard in which it has no checkpoint; the beginning of the log, where nothing is said. */
    public Subscription from(LogPosition position) {
        return new Subscription(name, log, checkpoints, handler, filter, position, page, clock);
    }

    /** Only events of these types. */
    public Subscription ofTypes(Set<String> types) {
        return where(event -> types.contains(event.type()));
    }

    /** Only events of streams whose names begin so. */
    public Subscription ofStreams(String prefix) {
        return where(event -> event.subject() != null && event.subject().startsWith(prefix));
    }

    /** Only events with this tag: an extension of that name, whose value reads so. */
    public Subscription tagged(String extension, String value) {
        return where(event -> value.equals(event.extension(extension)));
    }

    /** Only events that this holds for. */
    public Subscription where(Predicate<Envelope> condition) {
        return new Subscription(name, log, checkpoints, handler, filter.and(condition), start, page, clock);
    }

    /**
     * How many entries are handled at a time at most, before the checkpoint is moved: what comes again after a failure. As many
     * as are in 1 MB, where nothing is said.
     */
    public Subscription inPagesOf(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException(entries + " entries at a time: at least 1 is needed");
        }
        return new Subscription(name, log, checkpoints, handler, filter, start, entries, clock);
    }

    /** The time by which it stops. */
    public Subscription withClock(Clock other) {
        return new Subscription(name, log, checkpoints, handler, filter, start, page, other);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Reads on in every shard, page by page in turn, until there is no more or the time is over; a page that was begun is
     * finished. A shard in which the handler fails does not hold up the others: they come to their end, then it is thrown.
     *
     * @return whether it came to the end
     */
    @Override
    public boolean run(Duration time) {
        Instant end = clock.instant().plus(time);
        LogPosition checkpoint = checkpoints.read(name);
        Deque<Integer> open = new ArrayDeque<>();
        long[] moved = new long[EventLog.SHARDS];
        long done = checkpoint.entriesSince(LogPosition.START);
        for (int i = 0; i < EventLog.SHARDS; i++) {
            // Each run begins with another shard, so that a slow one leaves time to all.
            int shard = (int) ((done + i) % EventLog.SHARDS);
            open.add(shard);
            moved[shard] = checkpoint.of(shard);
        }
        boolean whole = true;
        RuntimeException failure = null;
        while (!open.isEmpty() && clock.instant().isBefore(end)) {
            int shard = open.remove();
            try {
                LogPage read = log.read(shard, at(shard, moved[shard]), page);
                if (!handled(shard, read, moved, end)) {
                    whole = false;
                } else if (read.more()) {
                    open.add(shard);
                }
            } catch (RuntimeException failed) {
                failure = first(failure, failed);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return whole && open.isEmpty();
    }

    private long at(int shard, long checkpoint) {
        return checkpoint == 0 ? start.of(shard) : checkpoint;
    }

    /** @return false where somebody else runs it, and is as far or further */
    private boolean handled(int shard, LogPage read, long[] moved, Instant end) {
        if (read.entries().isEmpty()) {
            return true;
        }
        Duration left = Duration.between(clock.instant(), end);
        handler.handle(shard, read.entries().stream().map(this::filtered).toList(), left);
        long next = read.entries().getLast().sequence();
        boolean isMine = checkpoints.move(name, shard, moved[shard], next);
        moved[shard] = next;
        return isMine;
    }

    private static RuntimeException first(@Nullable RuntimeException before, RuntimeException failed) {
        if (before == null) {
            return failed;
        }
        before.addSuppressed(failed);
        return before;
    }

    private LogEntry filtered(LogEntry entry) {
        if (entry.events().stream().allMatch(filter)) {
            return entry;
        }
        return new LogEntry(
                entry.shard(),
                entry.sequence(),
                entry.time(),
                entry.events().stream().filter(filter).toList());
    }

    /** Nine requests, and one for each shard in which something was not read. */
    @Override
    public Lag lag() {
        LogPosition checkpoint = checkpoints.read(name);
        LogPosition end = log.end();
        long entries = 0;
        Instant oldest = clock.instant();
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            long at = at(shard, checkpoint.of(shard));
            if (at < end.of(shard)) {
                entries += end.of(shard) - at;
                Instant first = log.read(shard, at, 1).entries().getFirst().time();
                oldest = first.isBefore(oldest) ? first : oldest;
            }
        }
        return entries == 0 ? Lag.NONE : new Lag(entries, Duration.between(oldest, clock.instant()));
    }
}
