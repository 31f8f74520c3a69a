package dev.evenstep.mapping;

import dev.evenstep.schema.EventType;
import org.jspecify.annotations.Nullable;

/** What a change means to the domain: an event's type and data. Its id, source and time are the change's own. */
public final class MappedEvent {

    private final EventType<?> type;
    private final Object data;
    private final @Nullable String subject;

    private MappedEvent(EventType<?> type, Object data, @Nullable String subject) {
        this.type = type;
        this.data = data;
        this.subject = subject;
    }

    /** About what the change is about, in the type's current schema version. */
    public static <T> MappedEvent of(EventType<T> type, T data) {
        return new MappedEvent(type, data, null);
    }

    /** About an entity that is called otherwise than its row's or its item's key. */
    public MappedEvent about(String other) {
        return new MappedEvent(type, data, other);
    }

    EventType<?> type() {
        return type;
    }

    Object data() {
        return data;
    }

    @Nullable
    String subject() {
        return subject;
    }
}
