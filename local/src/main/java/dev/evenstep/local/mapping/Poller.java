package dev.evenstep.local.mapping;

/** Reads one source for one mapping. */
interface Poller {

    /**
     * Reads and runs the function until it is told to stop, and returns when nothing is in flight. Interrupted, it gives up
     * what is in flight.
     */
    void run() throws InterruptedException;

    /** Begins nothing new from here on. */
    void stop();
}
