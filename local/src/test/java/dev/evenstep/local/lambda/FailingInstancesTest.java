package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.local.lambda.report.FunctionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of instances that crash, hang, or do not start. */
class FailingInstancesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new java.util.ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private FunctionRunner open(FunctionRunner runner) {
        opened.add(runner);
        return runner;
    }

    private static long pid(FunctionRunner runner, String function) throws Exception {
        return JSON.readTree(runner.invoke(function, "{\"do\":\"process\"}").payload())
                .path("pid")
                .asLong();
    }

    private static void kill(long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor())
                .isZero();
    }

    @Test
    void anExitFailsTheInvocationAndTheNextOneGetsANewInstance() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Switchboard")));
        long before = pid(runner, "f");

        FunctionResult result = runner.invoke("f", "{\"do\":\"exit\",\"status\":7}");

        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(JSON.readTree(result.payload()))
                .isEqualTo(JSON.createObjectNode()
                        .put("errorType", "Runtime.ExitError")
                        .put(
                                "errorMessage",
                                "RequestId: " + result.requestId()
                                        + " Error: Runtime exited with error: exit status 7"));
        assertThat(pid(runner, "f")).isNotEqualTo(before);
        assertThat(fixture.events)
                .filteredOn(FunctionEvent.Crashed.class::isInstance)
                .extracting(FunctionEvent::text)
                .containsExactly("instance ended during invocation " + result.requestId()
                        + ": Runtime exited with error: exit status 7");
    }

    @Test
    void aKillDuringAnInvocationFailsItAsLambdaDoes() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Switchboard")));
        long pid = pid(runner, "f");
        CompletableFuture<FunctionResult> hanging =
                CompletableFuture.supplyAsync(() -> runner.invoke("f", "{\"do\":\"hang\"}"));
        await().until(() ->
                fixture.lines.stream().filter(line -> line.startsWith("START")).count() == 2);

        kill(pid);

        assertThat(hanging.get(20, TimeUnit.SECONDS).payload())
                .contains("Runtime.ExitError")
                .contains("Runtime exited with error: signal: killed");
        assertThat(pid(runner, "f")).isNotEqualTo(pid);
    }

    @Test
    void aKillWhileIdleIsNotSeenByTheNextCaller() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Switchboard")));
        long pid = pid(runner, "f");

        kill(pid);
        await().until(() -> fixture.events.stream().anyMatch(FunctionEvent.Crashed.class::isInstance));

        assertThat(runner.invoke("f", "{\"a\":1}").payload()).isEqualTo("{\"a\":1}");
        assertThat(fixture.events)
                .extracting(FunctionEvent::text)
                .contains("instance ended while idle: Runtime exited with error: signal: killed");
    }

    @Test
    void anInterruptFromTheTerminalIsNotForInstances() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Switchboard")));
        long pid = pid(runner, "f");

        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(pid(runner, "f")).isEqualTo(pid);
    }

    @Test
    void aHangingFunctionIsKilledAtItsTimeOut() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(
                fixture.options(),
                RunnerFixture.withTimeout(fixture.function("f", "Switchboard"), Duration.ofMillis(1500))));
        long pid = pid(runner, "f");

        FunctionRunner.Invoked hung = runner.invoke(FunctionName.of("f"), "{\"do\":\"hang\"}");

        assertThat(hung.result().payload())
                .contains("\"errorType\":\"Sandbox.Timedout\"")
                .contains("RequestId: " + hung.result().requestId() + " Error: Task timed out after 1.50 seconds");
        assertThat(hung.logTail().get(20, TimeUnit.SECONDS))
                .containsPattern("\\S+Z " + hung.result().requestId() + " Task timed out after 1.50 seconds");
        await().until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(fixture.events)
                .filteredOn(event -> !(event instanceof FunctionEvent.Started))
                .extracting(FunctionEvent::text)
                .containsExactly("invocation " + hung.result().requestId()
                        + " timed out after 1.50 s; its instance was killed (Timeout in the template sets the limit)");
        assertThat(runner.invoke("f", "{\"b\":2}").payload()).isEqualTo("{\"b\":2}");
    }

    @Test
    void aFunctionThatRunsOutOfMemoryTellsSoAndIsReplaced() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Switchboard")));
        long before = pid(runner, "f");

        assertThat(runner.invoke("f", "{\"do\":\"memory\"}").payload()).contains("java.lang.OutOfMemoryError");

        await().until(() -> ProcessHandle.of(before).isEmpty());
        assertThat(pid(runner, "f")).isNotEqualTo(before);
    }

    @Test
    void aConstructorThatThrowsIsToldAndNotTriedAgainAtOnce() {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Broken")));

        FunctionResult first = runner.invoke("f", "{}");
        for (int i = 0; i < 50; i++) {
            assertThat(runner.invoke("f", "{}").payload()).isEqualTo(first.payload());
        }

        assertThat(first.payload())
                .contains("no table name given")
                .contains("\"errorType\":\"java.lang.IllegalStateException\"");
        assertThat(fixture.lines)
                .filteredOn(line -> line.startsWith("INIT_START"))
                .hasSize(1);
        assertThat(fixture.lines)
                .anyMatch(
                        line -> line.matches(
                                "INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\tPhase: init\tStatus: error\tError Type: java.lang.IllegalStateException"));
        assertThat(fixture.events)
                .extracting(FunctionEvent::text)
                .anyMatch(text -> text.startsWith("does not start: java.lang.IllegalStateException: ")
                        && text.endsWith("(tried again after 0.3 s)"));
    }

    @Test
    void startsThatFailAreTriedEverMoreRarely() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Broken")));
        long begun = System.nanoTime();

        for (int i = 0; i < 3; i++) {
            runner.awaitRoom("f");
            assertThat(runner.invoke("f", "{}").failed()).isTrue();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300 + 600));
        assertThat(fixture.events)
                .filteredOn(FunctionEvent.InitFailed.class::isInstance)
                .extracting(event -> ((FunctionEvent.InitFailed) event).retryIn())
                .containsExactly(Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(1200));
    }

    @Test
    void anExitDuringTheStartIsTold() {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Quitter")));

        assertThat(runner.invoke("f", "{}").payload())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Runtime exited with error: exit status 3");
        await().until(() -> fixture.lines.contains("about to leave"));
    }

    @Test
    void aStartThatTakesTooLongIsTriedOnceMoreWithTheFunctionsTimeOut() {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(
                RunnerFixture.options(fixture.instances(Duration.ofMillis(400), false)),
                RunnerFixture.withTimeout(fixture.function("f", "Slow"), Duration.ofMillis(500))));

        assertThat(runner.invoke("f", "{}").payload())
                .contains("\"errorType\":\"Sandbox.Timedout\"")
                .contains("Task timed out after 0.50 seconds");
        assertThat(fixture.lines)
                .filteredOn(line -> line.startsWith("INIT_REPORT"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Phase: init\tStatus: timeout"),
                        second -> assertThat(second).contains("Phase: invoke\tStatus: timeout"));
    }

    @Test
    void closingEndsEveryInstanceAtOnceAlsoDuringInvocations() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionRunner runner = open(fixture.runner(fixture.options(), fixture.function("f", "Switchboard")));
        long pid = pid(runner, "f");
        CompletableFuture<FunctionResult> hanging =
                CompletableFuture.supplyAsync(() -> runner.invoke("f", "{\"do\":\"hang\"}"));
        await().until(() ->
                fixture.lines.stream().filter(line -> line.startsWith("START")).count() == 2);

        long begun = System.nanoTime();
        runner.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(hanging.get(20, TimeUnit.SECONDS).failed()).isTrue();
    }
}
