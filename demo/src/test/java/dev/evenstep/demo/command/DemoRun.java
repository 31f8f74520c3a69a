package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo, playing on a shop that is there, while a test does something to that shop. */
final class DemoRun {

    /** Longer than the demo itself waits for something to move. */
    private static final int PATIENCE_SECONDS = 180;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> code;

    private DemoRun(String... arguments) {
        code = CompletableFuture.supplyAsync(
                () -> DemoMain.command().run(new PrintWriter(out, true), new PrintWriter(err, true), arguments),
                Thread::startVirtualThread);
    }

    static DemoRun on(String endpoint, String stack, int orders) {
        return new DemoRun(
                "demo", "--endpoint", endpoint, "--stack", stack, "--orders", Integer.toString(orders), "--json");
    }

    /** Waits for something that must be before the demo's end. */
    void awaitThat(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .failFast("the demo is over", code::isDone)
                .until(condition);
    }

    /** Waits for its end, and looks whether all went well. */
    void mustSucceed() throws InterruptedException, ExecutionException {
        try {
            assertThat(code.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(out + "\n" + err)
                    .isZero();
        } catch (TimeoutException hanging) {
            throw new AssertionError("the demo does not end: " + err, hanging);
        }
        JsonNode json = new Ran(0, out.toString(), err.toString()).json();
        DemoTest.allHold(json);
        assertThat(json.path("lost").intValue()).isZero();
        assertThat(json.path("doubleEffects").intValue()).isZero();
        assertThat(json.path("outOfOrder").intValue()).isZero();
    }
}
