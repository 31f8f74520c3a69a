package dev.evenstep.streaming;

import static dev.evenstep.streaming.StreamKind.LATENESS;
import static dev.evenstep.streaming.StreamKind.SIZE;
import static dev.evenstep.streaming.StreamKind.STEP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What must be found among all events of a key that were taken, once everything is known of them. By brute force. */
final class StreamBatch {

    /** @param decidedAt when it was taken, by the clock of who took it */
    record Taken(String key, String name, String sort, Instant time, Instant decidedAt) {

        Taken at(Instant decided) {
            return new Taken(key, name, sort, time, decided);
        }
    }

    private final String key;
    private final List<Taken> events;

    StreamBatch(String key, List<Taken> taken) {
        this.key = key;
        this.events = taken.stream()
                .sorted(Comparator.comparing(Taken::time).thenComparing(Taken::name))
                .toList();
    }

    /** From when on it is late. */
    static Instant deadline(StreamKind kind, Instant time) {
        return switch (kind) {
            case TUMBLING -> lastStart(time, SIZE).plus(SIZE).plus(LATENESS);
            case SLIDING -> lastStart(time, STEP).plus(SIZE).plus(LATENESS);
            default -> time.plus(LATENESS);
        };
    }

    private static Instant lastStart(Instant time, Duration every) {
        return Instant.ofEpochSecond(time.getEpochSecond() / every.toSeconds() * every.toSeconds());
    }

    List<String> results(StreamKind kind) {
        return switch (kind) {
            case TUMBLING -> windows(SIZE);
            case SLIDING -> windows(STEP);
            case SESSION -> sessions();
            case TIMES -> matches(this::isThird);
            case SEQUENCE -> matches(last -> endsSequence(last, events));
            case TIMES_ANEW -> anew((last, known) -> fits(last, known).size() >= 3 && last.sort.equals("a"));
            case SEQUENCE_ANEW -> anew(this::endsSequence);
            case ABSENCE -> matches(event -> !isFollowed(event, other -> true));
            case NOT_FOLLOWED ->
                matches(event -> event.sort.equals("a") && !isFollowed(event, other -> other.sort.equals("b")));
        };
    }

    private List<String> windows(Duration every) {
        TreeSet<Instant> starts = new TreeSet<>();
        for (Taken event : events) {
            Instant start = lastStart(event.time, every);
            while (start.plus(SIZE).isAfter(event.time)) {
                starts.add(start);
                start = start.minus(every);
            }
        }
        List<String> results = new ArrayList<>();
        for (Instant start : starts) {
            Instant end = start.plus(SIZE);
            List<String> names = events.stream()
                    .filter(event -> !event.time.isBefore(start) && event.time.isBefore(end))
                    .filter(event -> event.decidedAt.isBefore(end.plus(LATENESS)))
                    .map(Taken::name)
                    .sorted()
                    .toList();
            if (!names.isEmpty()) {
                results.add("%s %s-%s %s".formatted(key, start, end, names));
            }
        }
        return results;
    }

    private List<String> sessions() {
        List<String> results = new ArrayList<>();
        List<Taken> session = new ArrayList<>();
        for (Taken event : events) {
            if (!session.isEmpty()
                    && !event.time.isBefore(session.getLast().time.plus(STEP))) {
                results.add(told(session));
                session.clear();
            }
            session.add(event);
        }
        if (!session.isEmpty()) {
            results.add(told(session));
        }
        return results;
    }

    private String told(List<Taken> session) {
        return "%s %s-%s %s"
                .formatted(
                        key,
                        session.getFirst().time,
                        session.getLast().time.plus(STEP),
                        session.stream().map(Taken::name).sorted().toList());
    }

    private List<String> matches(Predicate<Taken> isMatch) {
        return events.stream()
                .filter(isMatch)
                .map(event -> key + " " + event.name)
                .toList();
    }

    private boolean isThird(Taken last) {
        return last.sort.equals("a") && fits(last, upTo(last, events)).size() >= 3;
    }

    private static List<Taken> fits(Taken last, List<Taken> known) {
        return known.stream()
                .filter(event -> event.sort.equals("a"))
                .filter(event -> !event.time.isBefore(last.time.minus(SIZE)))
                .toList();
    }

    private static List<Taken> upTo(Taken last, List<Taken> all) {
        return all.subList(0, all.indexOf(last) + 1);
    }

    private boolean endsSequence(Taken last, List<Taken> all) {
        List<Taken> known = upTo(last, all);
        for (int a = 0; a < known.size(); a++) {
            for (int b = a + 1; b < known.size() - 1; b++) {
                if (known.get(a).sort.equals("a")
                        && known.get(b).sort.equals("b")
                        && !known.get(a).time.isBefore(last.time.minus(SIZE))) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> anew(BiPredicate<Taken, List<Taken>> isMatch) {
        List<String> results = new ArrayList<>();
        List<Taken> known = new ArrayList<>();
        for (Taken event : events) {
            known.add(event);
            if (isMatch.test(event, known)) {
                results.add(key + " " + event.name);
                known.clear();
            }
        }
        return results;
    }

    private boolean isFollowed(Taken event, Predicate<Taken> awaited) {
        Stream<Taken> later = events.subList(events.indexOf(event) + 1, events.size()).stream();
        return later.filter(awaited).anyMatch(other -> !other.time.isAfter(event.time.plus(STEP)));
    }
}
