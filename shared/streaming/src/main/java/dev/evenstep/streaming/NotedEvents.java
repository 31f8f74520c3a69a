package dev.evenstep.streaming;

import dev.evenstep.event.Event;
import dev.evenstep.streaming.Match.MatchedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of a key that a pattern may still need.
 *
 * @param events in the order of their times
 * @param hasMore whether there were more matches than are told at once
 */
record NotedEvents(List<NotedEvent> events, boolean hasMore) {

    static final NotedEvents NONE = new NotedEvents(List.of(), false);

    NotedEvents {
        events = List.copyOf(events);
    }

    NotedEvents with(NotedEvent event) {
        List<NotedEvent> more = new ArrayList<>(events);
        more.add(event);
        more.sort(NotedEvent.IN_TIME);
        return new NotedEvents(more, hasMore);
    }

    /**
     * @param fits the steps that it fits, a bit for each
     * @param isDone whether what it completes was told
     */
    record NotedEvent(String source, String id, Instant time, long fits, boolean isDone) {

        static final Comparator<NotedEvent> IN_TIME = Comparator.comparing(NotedEvent::time)
                .thenComparing(NotedEvent::source)
                .thenComparing(NotedEvent::id);

        static NotedEvent of(Event<?> event, List<Keyed<?>> steps) {
            long fits = 0;
            for (int step = 0; step < steps.size(); step++) {
                fits |= steps.get(step).takes(event) ? 1L << step : 0;
            }
            return new NotedEvent(
                    event.envelope().source(), event.id(), event.envelope().time(), fits, false);
        }

        boolean fits(int step) {
            return (fits & (1L << step)) != 0;
        }

        NotedEvent without(int step) {
            return new NotedEvent(source, id, time, fits & ~(1L << step), isDone);
        }

        NotedEvent done() {
            return new NotedEvent(source, id, time, fits, true);
        }

        MatchedEvent matched() {
            return new MatchedEvent(source, id, time);
        }
    }
}
