package dev.evenstep.outbox;

import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.SerializedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events in the order of their entities, which is that of their versions: of every line only the head may go. */
final class Lines {

    private final Map<String, List<Waiting>> lines = new LinkedHashMap<>();
    private final List<Supplier<Outcome>> outcomes = new ArrayList<>();

    void add(Delivery delivery, SerializedEvent event) {
        Waiting waiting = new Waiting(delivery, event);
        List<Waiting> line = lines.computeIfAbsent(event.envelope().orderKey(), any -> new ArrayList<>());
        line.add(place(waiting, line), waiting);
        outcomes.add(() -> new Outcome(delivery, decision(waiting, line)));
    }

    /** A transaction's writes can come out of a stream in another order than that of their versions. */
    private static int place(Waiting waiting, List<Waiting> line) {
        int place = line.size();
        while (place > 0 && isLater(line.get(place - 1), waiting)) {
            place--;
        }
        return place;
    }

    private static boolean isLater(Waiting one, Waiting other) {
        Integer version = one.event().envelope().entityVersion();
        Integer otherVersion = other.event().envelope().entityVersion();
        return version != null && otherVersion != null && version > otherVersion;
    }

    void addSettled(Delivery delivery, Decision decision) {
        outcomes.add(() -> new Outcome(delivery, decision));
    }

    /** The first undecided event of every line that is not blocked. */
    List<Waiting> heads() {
        return lines.values().stream()
                .filter(line -> blocker(line) == null)
                .flatMap(line -> line.stream()
                        .filter(waiting -> waiting.decision() == null)
                        .limit(1))
                .toList();
    }

    List<Outcome> outcomes() {
        return outcomes.stream().map(Supplier::get).toList();
    }

    private static Decision decision(Waiting waiting, List<Waiting> line) {
        if (waiting.decision() != null) {
            return waiting.decision();
        }
        Waiting blocker = blocker(line);
        return blocker == null
                ? new Decision.OutOfTime(false)
                : new Decision.Held(blocker.delivery().id());
    }

    private static @Nullable Waiting blocker(List<Waiting> line) {
        for (Waiting waiting : line) {
            Decision decision = waiting.decision();
            if (decision != null && !decision.settled()) {
                return waiting;
            }
        }
        return null;
    }
}
