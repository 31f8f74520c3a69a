package dev.evenstep.streaming;

import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Each kind of windows and patterns, of events of three sorts. */
enum StreamKind {
    TUMBLING,
    SLIDING,
    SESSION,
    TIMES,
    SEQUENCE,
    TIMES_ANEW,
    SEQUENCE_ANEW,
    ABSENCE,
    NOT_FOLLOWED;

    static final Duration SIZE = Duration.ofSeconds(12);
    static final Duration STEP = Duration.ofSeconds(4);
    static final Duration LATENESS = Duration.ofSeconds(6);

    record Told(String key, String name, String sort) {}

    /** A list, not a set: what is counted twice is in it twice. */
    record Names(List<String> names) {

        Names and(List<String> more) {
            return new Names(
                    Stream.concat(names.stream(), more.stream()).sorted().toList());
        }
    }

    record Found(String what) {}

    static final EventType<Told> TOLD = EventType.of("world", "Told", Told.class);
    static final EventType<Found> FOUND = EventType.of("world", "Found", Found.class);
    static final EventType<Told> LATE = EventType.of("world", "Late", Told.class);

    private static final Keyed<Told> ALL = Keyed.of(TOLD, Told::key);

    static Keyed<Told> sort(String sort) {
        return ALL.where(told -> told.sort().equals(sort));
    }

    StreamDefinition definition(StreamMistake mistake) {
        return switch (this) {
            case TUMBLING -> windows(Windows.tumbling(SIZE).allowedLateness(LATENESS), mistake);
            case SLIDING -> windows(Windows.sliding(SIZE, STEP).allowedLateness(LATENESS), mistake);
            case SESSION -> windows(Windows.session(STEP, LATENESS), mistake);
            case TIMES -> pattern(times(), false, mistake);
            case SEQUENCE -> pattern(sequence(), false, mistake);
            case TIMES_ANEW -> pattern(times(), true, mistake);
            case SEQUENCE_ANEW -> pattern(sequence(), true, mistake);
            case ABSENCE -> absence(ALL, ALL, mistake);
            case NOT_FOLLOWED -> absence(sort("a"), sort("b"), mistake);
        };
    }

    boolean looksAt(String sort) {
        return switch (this) {
            case TIMES, TIMES_ANEW -> sort.equals("a");
            case NOT_FOLLOWED -> !sort.equals("c");
            default -> true;
        };
    }

    private static List<Keyed<?>> times() {
        return Collections.nCopies(3, sort("a"));
    }

    private static List<Keyed<?>> sequence() {
        return List.of(sort("a"), sort("b"), ALL);
    }

    private static StreamDefinition windows(Windows windows, StreamMistake mistake) {
        Aggregation<Told, Names> names = Aggregation.fold(
                Names.class,
                new Names(List.of()),
                (known, told) -> known.and(List.of(told.name())),
                (one, other) -> one.and(other.names()));
        WindowLogic<Told, Names> logic = mistake == StreamMistake.SESSIONS_ARE_REPLACED
                ? new WindowLogic<>(windows, ALL, names) {
                    @Override
                    void join(List<OpenWindow> all, Windows.TimeWindow window, String value) {
                        List<OpenWindow> others = new ArrayList<>(all);
                        super.join(all, window, value);
                        if (all.size() <= others.size()) {
                            all.replaceAll(open ->
                                    others.contains(open) ? open : new OpenWindow(open.start(), open.end(), value));
                        }
                    }
                }
                : new WindowLogic<>(windows, ALL, names);
        return StreamDefinition.of(
                        mistake.in(logic, state -> state),
                        FOUND,
                        window -> new Found("%s %s-%s %s"
                                .formatted(
                                        window.key(),
                                        window.start(),
                                        window.end(),
                                        window.value().names())))
                .sendsLate(LATE, event -> event.as(Told.class).data());
    }

    private static StreamDefinition pattern(List<Keyed<?>> steps, boolean anew, StreamMistake mistake) {
        return matches(new PatternLogic(steps, SIZE, LATENESS, anew), mistake);
    }

    private static StreamDefinition absence(Keyed<?> event, Keyed<?> awaited, StreamMistake mistake) {
        return matches(new AbsenceLogic(event, awaited, STEP, LATENESS), mistake);
    }

    private static StreamDefinition matches(StreamLogic<NotedEvents, Match> logic, StreamMistake mistake) {
        return StreamDefinition.of(
                        mistake.in(logic, StreamKind::untold),
                        FOUND,
                        match -> new Found(match.key() + " " + match.last().id()))
                .sendsLate(LATE, event -> event.as(Told.class).data());
    }

    private static NotedEvents untold(NotedEvents state) {
        return new NotedEvents(
                state.events().stream()
                        .map(event -> new NotedEvents.NotedEvent(
                                event.source(), event.id(), event.time(), event.fits(), false))
                        .toList(),
                state.hasMore());
    }
}
