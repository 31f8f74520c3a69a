package dev.evenstep.eventstore.log;

import dev.evenstep.event.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A catch-up subscription: reads the log on from its checkpoint, as far as the time of one invocation allows. Immutable.
 *
 * <p>Every event comes at least once, each shard's in their order; again only what the checkpoint does not cover yet.
 */
public final class Subscription {

    private final String name;
    private final EventLog log;
    private final Checkpoints checkpoints;
    private final LogHandler handler;
    private final Predicate<Envelope> filter;
    private final Clock clock;

    private Subscription(
            String name,
            EventLog log,
            Checkpoints checkpoints,
            LogHandler handler,
            Predicate<Envelope> filter,
            Clock clock) {
        this.name = name;
        this.log = log;
        this.checkpoints = checkpoints;
        this.handler = handler;
        this.filter = filter;
        this.clock = clock;
    }

    /** @param name of its checkpoint: two of one name share their progress */
    public static Subscription of(String name, EventLog log, Checkpoints checkpoints, LogHandler handler) {
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException(
                    "A subscription's name has %d characters: 1 to 128 are allowed, not blank"
                            .formatted(name.length()));
        }
        return new Subscription(name, log, checkpoints, handler, event -> true, Clock.systemUTC());
    }

    /** Only events of these types. */
    public Subscription ofTypes(Set<String> types) {
        return where(event -> types.contains(event.type()));
    }

    /** Only events of streams whose names begin so. */
    public Subscription ofStreams(String prefix) {
        return where(event -> event.subject() != null && event.subject().startsWith(prefix));
    }

    /** Only events that this holds for. */
    public Subscription where(Predicate<Envelope> condition) {
        return new Subscription(name, log, checkpoints, handler, filter.and(condition), clock);
    }

    /** The time by which it stops. */
    public Subscription withClock(Clock other) {
        return new Subscription(name, log, checkpoints, handler, filter, other);
    }

    public String name() {
        return name;
    }

    /**
     * Reads on in every shard, until there is no more or the time is over; a page that was begun is finished.
     *
     * @return whether it came to the end
     */
    public boolean run(Duration time) {
        Instant end = clock.instant().plus(time);
        LogPosition position = checkpoints.read(name);
        boolean whole = true;
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            whole &= run(shard, position.of(shard), end);
        }
        return whole;
    }

    private boolean run(int shard, long begin, Instant end) {
        long at = begin;
        while (clock.instant().isBefore(end)) {
            LogPage page = log.read(shard, at);
            if (page.entries().isEmpty()) {
                return true;
            }
            handler.handle(shard, page.entries().stream().map(this::filtered).toList());
            long next = page.entries().getLast().sequence();
            if (!checkpoints.move(name, shard, at, next)) {
                // Somebody else runs it, and is as far or further.
                return false;
            }
            at = next;
            if (!page.more()) {
                return true;
            }
        }
        return false;
    }

    private LogEntry filtered(LogEntry entry) {
        return new LogEntry(
                entry.shard(),
                entry.sequence(),
                entry.time(),
                entry.events().stream().filter(filter).toList());
    }

    /** How many entries it has not read yet. */
    public long lag() {
        LogPosition read = checkpoints.read(name);
        return log.end().entriesSince(read);
    }
}
