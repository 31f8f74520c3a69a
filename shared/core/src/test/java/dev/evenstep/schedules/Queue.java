package dev.evenstep.schedules;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A standard queue: what is received is hidden for a while, comes in any order, and may come again. */
final class Queue {

    /** Longer than an invocation may last, and shorter than one that hangs. */
    private static final Duration VISIBILITY = Duration.ofSeconds(12);

    private final Chance chance;
    private final InstantSource clock;
    private final List<Message> messages = new ArrayList<>();

    static final class Message {

        private final String body;
        private Instant visibleAt;
        private int receives;

        Message(String body, Instant visibleAt) {
            this.body = body;
            this.visibleAt = visibleAt;
        }

        String body() {
            return body;
        }

        int receives() {
            return receives;
        }
    }

    Queue(Chance chance, InstantSource clock) {
        this.chance = chance;
        this.clock = clock;
    }

    void add(String body, Instant visibleAt) {
        messages.add(new Message(body, visibleAt));
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean hasVisible() {
        return messages.stream().anyMatch(this::isVisible);
    }

    private boolean isVisible(Message message) {
        return !message.visibleAt.isAfter(clock.instant());
    }

    Message receive() {
        Message message = chance.any(messages.stream().filter(this::isVisible).toList());
        message.visibleAt = clock.instant().plus(VISIBILITY);
        message.receives++;
        return message;
    }

    /** Sometimes it comes again all the same. */
    void delete(Message message) {
        if (!chance.strikes(80)) {
            messages.remove(message);
        }
    }

    void comeBack(Message message, Instant at) {
        message.visibleAt = at;
    }

    Optional<Instant> nextVisible() {
        return messages.stream().map(message -> message.visibleAt).min(Comparator.naturalOrder());
    }
}
