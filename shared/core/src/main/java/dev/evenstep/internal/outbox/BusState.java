package dev.evenstep.internal.outbox;

import java.time.Duration;

/** What the calls of one invocation tell of the bus itself. */
final class BusState {

    private final RelayOptions options;
    private int failed;
    private Duration spent = Duration.ZERO;
    private String why = "";

    BusState(RelayOptions options) {
        this.options = options;
    }

    void answered() {
        failed = 0;
        spent = Duration.ZERO;
    }

    void failed(RuntimeException failure, Duration after) {
        failed++;
        spent = spent.plus(after);
        why = "The call to the bus failed: " + failure;
    }

    /** The last call failed, and so may the next. */
    boolean isFailing() {
        return failed > 0;
    }

    /** So many calls failed on end, or for so long, that the rest need not try. */
    boolean isAway() {
        return failed >= options.failedCalls() || (failed > 0 && spent.compareTo(options.failedTime()) >= 0);
    }

    String why() {
        return why;
    }
}
