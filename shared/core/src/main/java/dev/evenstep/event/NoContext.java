package dev.evenstep.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

record NoContext() implements EventContext {

    @Override
    public Duration remaining() {
        return Duration.ofDays(1);
    }

    @Override
    public int deliveries() {
        return 1;
    }

    @Override
    public @Nullable String attribute(String name) {
        return null;
    }

    @Override
    public @Nullable String trace() {
        return null;
    }
}
