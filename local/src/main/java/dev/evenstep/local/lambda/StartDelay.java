package dev.evenstep.local.lambda;

import java.time.Duration;

/** How long a function that fails to start is left alone: doubled with each failure, so that it does not eat the CPU. */
final class StartDelay {

    private final Duration first;
    private final Duration longest;
    private Duration next;
    private long until = System.nanoTime();

    StartDelay(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** Notes a failed start; gives the time for which no other is tried. */
    Duration failed() {
        Duration delay = next;
        until = System.nanoTime() + delay.toNanos();
        Duration doubled = delay.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return delay;
    }

    void succeeded() {
        next = first;
        until = System.nanoTime();
    }

    boolean isOver() {
        return until - System.nanoTime() <= 0;
    }
}
