package dev.evenstep.outbox;

/** What the calls of one invocation tell of the bus itself. */
final class BusState {

    private final int failedCalls;
    private int failed;
    private String why = "";

    BusState(int failedCalls) {
        this.failedCalls = failedCalls;
    }

    void answered() {
        failed = 0;
    }

    void failed(RuntimeException failure) {
        failed++;
        why = "The call to the bus failed: " + failure;
    }

    /** The last call failed, and so may the next. */
    boolean isFailing() {
        return failed > 0;
    }

    /** So many calls failed on end that the rest need not try. */
    boolean isAway() {
        return failed >= failedCalls;
    }

    String why() {
        return why;
    }
}
