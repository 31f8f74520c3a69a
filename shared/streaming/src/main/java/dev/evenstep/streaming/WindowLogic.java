package dev.evenstep.streaming;

import dev.evenstep.event.Event;
import dev.evenstep.streaming.WindowLogic.WindowState;
import dev.evenstep.streaming.Windows.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows that are open, each with what was made of its events so far. */
class WindowLogic<T, R> implements StreamLogic<WindowState, WindowResult<R>> {

    private final Windows windows;
    private final Keyed<T> events;
    private final Aggregation<T, R> aggregation;

    WindowLogic(Windows windows, Keyed<T> events, Aggregation<T, R> aggregation) {
        this.windows = windows;
        this.events = events;
        this.aggregation = aggregation;
    }

    @Override
    public List<Keyed<?>> inputs() {
        return List.of(events);
    }

    @Override
    public Class<WindowState> stateClass() {
        return WindowState.class;
    }

    @Override
    public WindowState empty() {
        return new WindowState(List.of());
    }

    @Override
    public StreamStep<WindowState, WindowResult<R>> take(String key, WindowState state, Event<?> event, Instant now) {
        List<TimeWindow> open = windows.open(event.envelope().time(), now);
        if (open.isEmpty()) {
            return StreamStep.late(state);
        }
        T data = event.as(events.type().dataClass()).data();
        List<OpenWindow> all = new ArrayList<>(state.windows);
        for (TimeWindow window : open) {
            if (windows.areSessions()) {
                join(all, window, aggregation.added(null, data));
            } else {
                add(all, window, data);
            }
        }
        all.sort(Comparator.comparing(OpenWindow::start));
        return StreamStep.to(new WindowState(List.copyOf(all)));
    }

    private void add(List<OpenWindow> all, TimeWindow window, T data) {
        OpenWindow known = all.stream()
                .filter(candidate -> candidate.start.equals(window.start()))
                .findFirst()
                .orElse(null);
        all.remove(known);
        all.add(new OpenWindow(
                window.start(), window.end(), aggregation.added(known == null ? null : known.value, data)));
    }

    /** One session of it and all that it touches. */
    void join(List<OpenWindow> all, TimeWindow window, String value) {
        OpenWindow joined = new OpenWindow(window.start(), window.end(), value);
        for (OpenWindow other : List.copyOf(all)) {
            if (other.time().overlaps(joined.time())) {
                all.remove(other);
                joined = new OpenWindow(
                        other.start.isBefore(joined.start) ? other.start : joined.start,
                        other.end.isAfter(joined.end) ? other.end : joined.end,
                        aggregation.merged(other.value, joined.value));
            }
        }
        all.add(joined);
    }

    @Override
    public StreamStep<WindowState, WindowResult<R>> due(String key, WindowState state, Instant now) {
        List<OpenWindow> over = state.windows.stream()
                .filter(window -> !now.isBefore(closes(window)))
                .limit(MOST_AT_ONCE)
                .toList();
        if (over.isEmpty()) {
            return StreamStep.to(state);
        }
        List<OpenWindow> left = new ArrayList<>(state.windows);
        left.removeAll(over);
        return new StreamStep<>(
                new WindowState(List.copyOf(left)),
                over.stream()
                        .map(window ->
                                new WindowResult<>(key, window.start, window.end, aggregation.result(window.value)))
                        .toList(),
                false);
    }

    @Override
    public @Nullable Instant next(WindowState state) {
        return state.windows.stream()
                .map(this::closes)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public Duration memory() {
        return Duration.ZERO;
    }

    private Instant closes(OpenWindow window) {
        return window.end.plus(windows.lateness());
    }

    record WindowState(List<OpenWindow> windows) {}

    /** @param value the aggregation's state, as JSON */
    record OpenWindow(Instant start, Instant end, String value) {

        TimeWindow time() {
            return new TimeWindow(start, end);
        }
    }
}
