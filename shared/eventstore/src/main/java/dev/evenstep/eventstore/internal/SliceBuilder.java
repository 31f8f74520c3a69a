package dev.evenstep.eventstore.internal;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes what belongs to a slice of what is read. */
final class SliceBuilder {

    private final ReadOptions options;
    private final List<Envelope> events = new ArrayList<>();

    /** The border between commits that the reading has reached. */
    private Position reached;

    private @Nullable Position position;
    private @Nullable ReadOptions next;

    SliceBuilder(ReadOptions options, Position start) {
        this.options = options;
        this.reached = start;
    }

    int nextCommit() {
        return options.isForward() ? reached.commit() + 1 : reached.commit();
    }

    /** How many commits have what is missing, by those that are known: each has an event at least. */
    int commits() {
        return reached.version() == 0
                ? missing()
                : (int) Math.ceilDiv((long) missing() * reached.commit(), reached.version());
    }

    int missing() {
        return options.limit() - events.size();
    }

    void begin(StreamCommit commit) {
        if (!options.isForward()) {
            reached = commit.end();
            position = position == null ? reached : position;
        }
    }

    void end(StreamCommit commit) {
        if (options.isForward()) {
            reached = commit.end();
            position = reached;
        } else {
            reached = commit.before();
        }
    }

    /** Whether what stands behind it may belong to the slice. */
    boolean add(Envelope event) {
        int version = Objects.requireNonNull(event.entityVersion());
        if (isBehind(event, version)) {
            return false;
        }
        if (options.isForward() ? version >= options.from() : version <= options.from()) {
            if (missing() == 0) {
                next = options.resume(reached, version);
                return false;
            }
            events.add(event);
        }
        return true;
    }

    private boolean isBehind(Envelope event, int version) {
        return options.isForward()
                ? version > options.to()
                        || (options.until() != null && event.time().isAfter(options.until()))
                : version < options.to();
    }

    /** It ends between two commits, and more may follow. */
    Slice toBeResumed() {
        int version = options.isForward() ? reached.version() + 1 : reached.version();
        next = version == 0 ? null : options.resume(reached, version);
        return build();
    }

    Slice build() {
        return new Slice(List.copyOf(events), position == null ? nothingRead() : position, next);
    }

    private Position nothingRead() {
        return options.start() == null ? Position.START : options.start();
    }
}
