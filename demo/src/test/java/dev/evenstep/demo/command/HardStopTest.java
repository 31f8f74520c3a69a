package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.demo.shop.DeployedShop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardStopTest {

    private static final String STACK = "stopped";
    private static final int KILLED = 128 + 9;

    private final int port = Project.freePort();

    @Test
    void everythingIsStoppedHardWhileOrdersFlowAndNothingIsLostOrDoubled(@TempDir Path folder) throws Exception {
        DemoRun demo;
        try (ChildCommand first = start(folder, "first")) {
            demo = DemoRun.on(endpoint(), STACK, 40);
            awaitOrdersAtEveryStage(demo);

            assertThat(first.kill()).isEqualTo(KILLED);
            first.awaitEndOfChildren();
        }
        try (ChildCommand second = start(folder, "second")) {
            demo.mustSucceed();
            assertThat(second.children()).isNotEmpty();
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
                "--json");
        try {
            assertThat(child.awaitOutput("\"endpoint\"")).contains("http://127.0.0.1:" + port);
            return child;
        } catch (RuntimeException | Error failure) {
            child.close();
            throw failure;
        }
    }

    private String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    private void awaitOrdersAtEveryStage(DemoRun demo) {
        try (AwsClients clients = AwsClients.at(URI.create(endpoint()))) {
            ShopTables tables = new ShopTables(new DeployedShop(STACK, clients));
            demo.awaitThat(() -> tables.items("views").toString().contains("CONFIRMED"));
        }
    }
}
