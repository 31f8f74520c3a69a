package dev.evenstep.demo.command;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything at once that AWS does now and then, and functions that are killed while they work. */
final class Chaos {

    /** A disturbed event comes late; what waits for it must wait longer. */
    static final Map<String, String> PARAMETERS = Map.of("GapPatienceSeconds", "30");

    private static final int KILLS = 8;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(2);

    private static final List<FaultRule> FAULTS = List.of(
            FaultRule.of(Fault.THROTTLE, 0.01),
            FaultRule.of(Fault.CONFLICT, 0.01),
            FaultRule.of(Fault.LOST_REPLY, 0.005),
            FaultRule.of(Fault.DELAY, 0.02).lasting(Duration.ofMillis(200)),
            FaultRule.of(Fault.DUPLICATE, 0.02),
            FaultRule.of(Fault.REORDER, 0.02).lasting(Duration.ofMillis(500)),
            FaultRule.of(Fault.SHARD_SPLIT, 0.005));

    private final CountDownLatch over = new CountDownLatch(1);
    private final String stack;
    private final Random random;

    private Chaos(String stack, long seed) {
        this.stack = stack;
        this.random = new Random(seed);
    }

    /**
     * Disturbs while the work is done, and kills a function of the stack every other second until it has killed some.
     *
     * @param faults of the AWS that the stack runs on
     */
    static <T> T during(Supplier<T> work, Faults faults, String stack, long seed) {
        Chaos chaos = new Chaos(stack, seed);
        FAULTS.forEach(faults::add);
        Thread unused = Thread.startVirtualThread(chaos::killFunctions);
        try {
            return work.get();
        } finally {
            chaos.over.countDown();
        }
    }

    private void killFunctions() {
        for (int i = 0; i < KILLS && !isOverAfter(BETWEEN_KILLS); i++) {
            List<ProcessHandle> functions = functions();
            if (!functions.isEmpty()) {
                boolean unused = functions.get(random.nextInt(functions.size())).destroyForcibly();
            }
        }
    }

    /** A function's JVM is told by the last argument of its command line. */
    private List<ProcessHandle> functions() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.startsWith(stack + "-")))
                .toList();
    }

    private boolean isOverAfter(Duration pause) {
        try {
            return over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
