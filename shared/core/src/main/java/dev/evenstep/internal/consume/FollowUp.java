package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one record's handling sets off: records to look behind, what became of parked events, and when to come back. */
final class FollowUp {

    /** What an event takes at least; with less time left, none is begun. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Deadline deadline;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, Return> returns = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /**
     * A record that events are parked behind.
     *
     * @param reached the number that its position has; for the record of one event, whether it is completed
     * @param events what is parked; null: not known yet
     * @param parked how many the record counts
     * @param isWatched whether somebody is sure to look when the time of what waits is over
     */
    record Line(
            RecordAddress address, long reached, @Nullable List<ParkedEvent> events, int parked, boolean isWatched) {}

    /**
     * @param due when to look behind the record again
     * @param isUnfinished whether an event whose turn has come waits for it, and not a deadline alone
     */
    record Return(RecordAddress address, Instant due, boolean isUnfinished) {

        private Return and(Return other) {
            Instant sooner = due.isBefore(other.due()) ? due : other.due();
            return new Return(address, sooner, isUnfinished || other.isUnfinished());
        }
    }

    FollowUp(Deadline deadline) {
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }

    boolean timeIsLeft() {
        return deadline.remaining().compareTo(LEAST) > 0;
    }

    void lookBehind(Line line) {
        lines.put(line.address().text(), line);
    }

    @Nullable
    Line next() {
        if (lines.isEmpty()) {
            return null;
        }
        return lines.remove(lines.keySet().iterator().next());
    }

    /** For an event whose turn has come. The sooner of two times counts. */
    void comeBack(RecordAddress address, Instant due) {
        returns.merge(address.text(), new Return(address, due, true), Return::and);
    }

    /** When a lease is over, which stands at its last millisecond too. */
    void comeBackAfter(RecordAddress address, Instant until) {
        comeBack(address, until.plusMillis(1));
    }

    /** For a deadline. */
    void watch(RecordAddress address, Instant due) {
        returns.merge(address.text(), new Return(address, due, false), Return::and);
    }

    List<Return> returns() {
        return List.copyOf(returns.values());
    }

    void note(Delivery delivery, Decision decision) {
        outcomes.add(new Outcome(delivery, decision));
    }

    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
