package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.stack.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asynchronous invocations that may have left a lease behind: it must have ended before the retries are used up. */
class CutOffInvocationsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void aCrashIsTriedAgainWhenItsTimeoutIsOver() {
        RunnerFixture fixture = new RunnerFixture(folder);
        Instant begin = Instant.now();
        try (FunctionRunner runner = fixture.runner(fixture.options(), function(fixture))) {
            runner.invokeAsynchronously("f", "{\"do\":\"exit\",\"status\":1}");

            assertThat(postponed(fixture).due()).isAfterOrEqualTo(begin.plus(TIMEOUT));
        }
    }

    @Test
    void whatAHardStopLeftIsTriedAtOnceAndAgainWhenItsTimeoutIsOver() {
        RunnerFixture fixture = new RunnerFixture(folder);
        fixture.journal.accept(
                "invoke",
                List.of("{\"function\":\"f\",\"requestId\":\"6b2f9d50-6b2f-4d50-8b2f-9d506b2f9d50\","
                        + "\"payload\":\"{\\\"do\\\":\\\"fail\\\"}\"}"),
                Instant.now());
        Instant begin = Instant.now();
        try (FunctionRunner runner = fixture.runner(fixture.options(), function(fixture))) {
            runner.resume();

            assertThat(postponed(fixture).due()).isAfterOrEqualTo(begin.plus(TIMEOUT));
        }
    }

    private static FunctionSpec function(RunnerFixture fixture) {
        return RunnerFixture.withTimeout(fixture.function("f", "Switchboard"), TIMEOUT);
    }

    private static Journal.Entry postponed(RunnerFixture fixture) {
        await().until(() -> fixture.journal.open("invoke").stream().anyMatch(entry -> entry.attempts() == 1));
        return fixture.journal.open("invoke").getFirst();
    }
}
