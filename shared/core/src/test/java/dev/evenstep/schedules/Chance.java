package dev.evenstep.schedules;

import java.util.List;
import java.util.Random;

/** Everything that a schedule leaves open, drawn from its seed. */
final class Chance {

    private final Random random;
    private boolean calm;

    Chance(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** From here on nothing goes wrong any more, so that the schedule comes to an end. */
    void calmDown() {
        calm = true;
    }

    boolean strikes(int permille) {
        return !calm && random.nextInt(1_000) < permille;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
