package dev.evenstep.demo.schedules;

import dev.evenstep.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What is around the shop, as AWS allows it to be: any call can fail, before or after it was done, a process can end around it, and
 * others can work between any two. What happens follows from the seed.
 */
final class ShopWorld {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final int DEEPEST = 2;
    private static final int FAULTS = 8;
    private static final int OTHERS = 25;

    private final Random random;
    private final FakeClock clock = new FakeClock(START);
    private final Deque<boolean[]> processes = new ArrayDeque<>();
    private Instant latest = START;
    private boolean isCalm;
    private Runnable others = () -> {};

    /** The end of a process in the middle of its work: nothing of ours catches it, and nothing is done after it. */
    private static final class Crash extends VirtualMachineError {

        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    /** A call that was throttled, or whose answer was lost. */
    static final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }

    ShopWorld(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** @param step which may come between any two calls */
    void whatOthersDo(Runnable step) {
        others = step;
    }

    FakeClock clock() {
        return clock;
    }

    /** From here on nothing goes wrong, so that everything comes to its end: what was committed lies in no future any more. */
    void calmDown() {
        clock.advance(Duration.between(clock.instant(), later(latest, clock.instant())));
        isCalm = true;
    }

    boolean isCalm() {
        return isCalm;
    }

    boolean strikes(int permille) {
        return !isCalm && random.nextInt(1_000) < permille;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Forth, and at times back. */
    void moveClock() {
        latest = later(latest, clock.instant());
        switch (random.nextInt(6)) {
            case 0 -> clock.advance(Duration.ofSeconds(-random.nextInt(120)));
            case 1 -> clock.advance(Duration.ofMinutes(4 + random.nextInt(9)));
            default -> clock.advance(Duration.ofSeconds(random.nextInt(100)));
        }
    }

    /** Runs a process of a function, which may end in the middle, or fail as a whole: it comes again. */
    boolean survives(Runnable process) {
        processes.push(new boolean[] {true});
        try {
            process.run();
            return true;
        } catch (Crash crash) {
            return false;
        } finally {
            processes.pop();
        }
    }

    <T> T call(Supplier<T> call) {
        requireAlive();
        if (processes.size() <= DEEPEST && strikes(OTHERS)) {
            others.run();
        }
        disturb();
        T answer = call.get();
        disturb();
        return answer;
    }

    void run(Runnable call) {
        boolean unused = call(() -> {
            call.run();
            return true;
        });
    }

    private void disturb() {
        if (strikes(FAULTS)) {
            processes.element()[0] = false;
            throw new Crash();
        }
        if (strikes(FAULTS)) {
            throw new NoAnswer();
        }
    }

    /** What is left of a process that has ended does nothing any more. */
    private void requireAlive() {
        if (!processes.element()[0]) {
            throw new Crash();
        }
    }
}
