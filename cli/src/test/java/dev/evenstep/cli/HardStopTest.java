package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.demo.shop.AwsClients;
import dev.evenstep.demo.shop.DeployedShop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardStopTest {

    private static final String STACK = "stopped";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final int port = Project.freePort();

    @Test
    void everythingIsStoppedHardWhileOrdersFlowAndNothingIsLostOrDoubled(@TempDir Path folder) throws Exception {
        CompletableFuture<Ran> demo;
        try (ChildCommand first = start(folder, "first")) {
            demo = CompletableFuture.supplyAsync(this::demo, Thread::startVirtualThread);
            awaitOrders(demo);

            assertThat(first.kill()).isEqualTo(128 + 9);
            first.awaitEndOfChildren(SOON);
        }
        try (ChildCommand second = start(folder, "second")) {
            Ran ran = demo.get(280, TimeUnit.SECONDS);

            assertThat(ran.code()).as(ran.out() + ran.err() + second.errors()).isZero();
            DemoTest.allHold(ran.json());
            assertThat(ran.json().path("lost").intValue()).isZero();
            assertThat(ran.json().path("doubleEffects").intValue()).isZero();
        }
    }

    private ChildCommand start(Path folder, String name) throws IOException {
        ChildCommand child = ChildCommand.start(
                folder,
                name,
                "start",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString(),
                "--stack",
                STACK,
                "--parameter",
                "RetryBaseSeconds=1",
                "--json");
        try {
            assertThat(child.awaitOutput("\"endpoint\"")).contains("http://127.0.0.1:" + port);
            return child;
        } catch (RuntimeException | Error failure) {
            child.close();
            throw failure;
        }
    }

    private Ran demo() {
        return Ran.of("demo", "--endpoint", endpoint(), "--stack", STACK, "--orders", "100", "--seed", "3", "--json");
    }

    private String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until orders are at every stage of their way. */
    private void awaitOrders(CompletableFuture<Ran> demo) {
        try (AwsClients clients = AwsClients.at(URI.create(endpoint()))) {
            ShopTables tables = new ShopTables(new DeployedShop(STACK, clients));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("the demo is over", demo::isDone)
                    .until(() -> tables.items("orders").toString().contains("CONFIRMED"));
        }
    }
}
