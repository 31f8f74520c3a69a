package dev.evenstep.local.lambda.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Lambda's own log lines around an invocation, for one instance. */
final class InvocationReport {

    private final int memoryMegabytes;
    private final Path status;
    private final AtomicReference<Duration> init = new AtomicReference<>(Duration.ZERO);

    InvocationReport(int memoryMegabytes, long pid) {
        this.memoryMegabytes = memoryMegabytes;
        this.status = Path.of("/proc", Long.toString(pid), "status");
    }

    /** How long the start took: told once, with the first invocation. */
    void initTook(Duration duration) {
        init.set(duration);
    }

    List<String> end(Invocation invocation) {
        if (!invocation.isTaken()) {
            return List.of();
        }
        double milliseconds = (System.nanoTime() - invocation.takenNanos().get()) / 1e6;
        Duration initDuration = init.getAndSet(Duration.ZERO);
        String report = String.format(
                Locale.ROOT,
                "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %.0f ms\tMemory Size: %d MB\tMax Memory Used: %d MB",
                invocation.requestId(),
                milliseconds,
                Math.ceil(milliseconds),
                memoryMegabytes,
                mostMemory());
        String withInit = initDuration.isZero()
                ? report
                : report + String.format(Locale.ROOT, "\tInit Duration: %.2f ms", initDuration.toNanos() / 1e6);
        return List.of("END RequestId: " + invocation.requestId(), withInit);
    }

    String timedOut(Invocation invocation, String text) {
        Instant at = invocation.deadline();
        return "%s %s %s".formatted(at, invocation.requestId(), text);
    }

    static String init(Duration took, String phase, String status) {
        return String.format(
                Locale.ROOT,
                "INIT_REPORT Init Duration: %.2f ms\tPhase: %s\tStatus: %s",
                took.toNanos() / 1e6,
                phase,
                status);
    }

    /** The most memory that the process has had resident, in MB; 0 where the system does not tell. */
    private long mostMemory() {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unknown) {
            return 0;
        }
    }
}
