package dev.evenstep.schedules;

/** How the consumer works that a schedule is about. */
enum Mode {
    VERSIONED,
    TRANSACTIONAL_IN_ORDER,
    LEASED_IN_ORDER,
    TRANSACTIONAL,
    LEASED;

    boolean isInOrder() {
        return switch (this) {
            case VERSIONED, TRANSACTIONAL_IN_ORDER, LEASED_IN_ORDER -> true;
            case TRANSACTIONAL, LEASED -> false;
        };
    }
}
