package dev.evenstep.eventstore;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.internal.EventIds;
import java.util.Objects;

/** Looks for the events of an append, which stand one behind the other. */
final class AppendTrace {

    private final String stream;
    private final String append;
    private int first;
    private int events;

    AppendTrace(String stream, String append) {
        this.stream = stream;
        this.append = append;
    }

    void see(Envelope event) {
        if (event.id().equals(EventIds.of(stream, append, events))) {
            if (events == 0) {
                first = Objects.requireNonNull(event.entityVersion());
            }
            events++;
        }
    }

    /** The version of the first of them, where there are any. */
    int first() {
        return first;
    }

    int events() {
        return events;
    }
}
