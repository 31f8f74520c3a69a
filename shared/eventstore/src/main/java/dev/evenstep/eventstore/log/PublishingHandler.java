package dev.evenstep.eventstore.log;

import dev.evenstep.spi.EventPublisher;
import java.time.Duration;
import java.util.List;

/** Publishes what a subscription reads. */
final class PublishingHandler implements LogHandler {

    /** Where nobody says how long: less than any function would have. */
    private static final Duration TIME = Duration.ofSeconds(30);

    private final EventPublisher publisher;

    PublishingHandler(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void handle(int shard, List<LogEntry> entries) {
        handle(shard, entries, TIME);
    }

    @Override
    public void handle(int shard, List<LogEntry> entries, Duration time) {
        publisher.publish(
                entries.stream().flatMap(entry -> entry.events().stream()).toList(), time);
    }
}
