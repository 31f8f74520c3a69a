package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many instances a function gets, and who gets them. */
class ConcurrencyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static long pid(String payload) throws Exception {
        return JSON.readTree(payload).path("pid").asLong();
    }

    @Test
    void aFunctionHasAtMostAsManyInstancesAsTheOptionAllows() throws Exception {
        assertThat(instancesOf200CallsAtOnce(Duration.ZERO)).isBetween(1, 2);
    }

    @Test
    void aSecondInstanceIsStartedOnlyWhenTheLineHasStoodForLongEnough() throws Exception {
        assertThat(instancesOf200CallsAtOnce(Duration.ofHours(1))).isEqualTo(1);
    }

    private int instancesOf200CallsAtOnce(Duration scaleOutAfter) throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        Set<Long> pids = ConcurrentHashMap.newKeySet();
        LambdaOptions options =
                RunnerFixture.options(fixture.instances(Duration.ofSeconds(30), false), 2, scaleOutAfter);
        try (FunctionRunner runner = fixture.runner(options, fixture.function("f", "Switchboard"));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                pids.add(pid(runner.invoke("f", "{\"do\":\"process\"}")
                                        .payload()));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        callers));
            }
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        }
        return pids.size();
    }

    @Test
    void reservedConcurrencyBoundsItFurtherAndZeroMeansNever() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        try (FunctionRunner runner = fixture.runner(
                fixture.options(),
                RunnerFixture.withConcurrency(fixture.function("one", "Switchboard"), 1),
                RunnerFixture.withConcurrency(fixture.function("none", "Switchboard"), 0))) {
            CompletableFuture<FunctionResult> second;
            long pid;
            try (Invoker.TakenInstance first = runner.claim("one")) {
                second = CompletableFuture.supplyAsync(() -> runner.invoke("one", "{\"do\":\"process\"}"));
                pid = pid(first.invoke("{\"do\":\"process\"}").payload());
                assertThat(second).isNotDone();
            }
            assertThat(pid(second.get(20, TimeUnit.SECONDS).payload())).isEqualTo(pid);
            assertThatThrownBy(() -> runner.invoke("none", "{}")).hasMessage("Rate Exceeded.");
        }
    }

    @Test
    void whoeverCameFirstIsServedFirst() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        List<Integer> served = new CopyOnWriteArrayList<>();
        try (FunctionRunner runner = fixture.runner(
                fixture.options(), RunnerFixture.withConcurrency(fixture.function("f", "Switchboard"), 1))) {
            List<Thread> waiting = new ArrayList<>();
            try (Invoker.TakenInstance busy = runner.claim("f")) {
                for (int i = 0; i < 5; i++) {
                    int number = i;
                    Thread caller = Thread.ofVirtual().start(() -> {
                        runner.invoke("f", "{}");
                        served.add(number);
                    });
                    waiting.add(caller);
                    await().until(() -> caller.getState() == Thread.State.WAITING);
                }
                assertThat(busy.invoke("{}").failed()).isFalse();
            }
            for (Thread caller : waiting) {
                caller.join();
            }
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void theInstanceUsedLastIsUsedNext() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        try (FunctionRunner runner = fixture.runner(fixture.options(), fixture.function("f", "Switchboard"))) {
            long first;
            try (Invoker.TakenInstance one = runner.claim("f")) {
                try (Invoker.TakenInstance other = runner.claim("f")) {
                    assertThat(pid(other.invoke("{\"do\":\"process\"}").payload()))
                            .isPositive();
                }
                first = pid(one.invoke("{\"do\":\"process\"}").payload());
            }
            for (int i = 0; i < 3; i++) {
                assertThat(pid(runner.invoke("f", "{\"do\":\"process\"}").payload()))
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void roomIsAwaitedWhileEveryInstanceIsTaken() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        try (FunctionRunner runner = fixture.runner(
                fixture.options(), RunnerFixture.withConcurrency(fixture.function("f", "Switchboard"), 1))) {
            runner.awaitRoom("f");
            Thread waiter;
            try (Invoker.TakenInstance busy = runner.claim("f")) {
                waiter = Thread.ofVirtual().start(() -> {
                    try {
                        runner.awaitRoom("f");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                await().until(() -> waiter.getState() == Thread.State.WAITING);
                assertThat(busy.invoke("{}").failed()).isFalse();
                assertThat(waiter.isAlive()).isTrue();
            }
            assertThat(waiter.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void aCallerThatGivesUpWaitingLosesNoInstance() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        try (FunctionRunner runner = fixture.runner(
                fixture.options(), RunnerFixture.withConcurrency(fixture.function("f", "Switchboard"), 1))) {
            try (Invoker.TakenInstance busy = runner.claim("f")) {
                Thread waiter = Thread.ofVirtual().unstarted(() -> {
                    try {
                        runner.claim("f").close();
                    } catch (InterruptedException expected) {
                        Thread.currentThread().interrupt();
                    }
                });
                waiter.start();
                await().until(() -> waiter.getState() == Thread.State.WAITING);
                waiter.interrupt();
                waiter.join();
                assertThat(busy.invoke("{}").failed()).isFalse();
            }
            assertThat(runner.invoke("f", "{\"a\":1}").payload()).isEqualTo("{\"a\":1}");
        }
    }
}
