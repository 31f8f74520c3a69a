package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.demo.shop.AwsClients;
import dev.evenstep.demo.shop.DeployedShop;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    private static final Duration FEW_SECONDS = Duration.ofSeconds(10);
    private static final int TERMINATED = 128 + 15;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void itTellsProgramsWhatRunsWhereAndEndsWithAllItStarted(@TempDir Path folder) throws Exception {
        try (ChildCommand child = ChildCommand.start(folder, "start", "start", "--port", "0", "--json")) {
            JsonNode ready = json.readTree(child.awaitOutput("}\n"));

            assertThat(ready.path("functions")).hasSize(7);
            assertThat(ready.path("queues")).hasSize(13);
            assertThat(ready.path("tables")).hasSize(8);
            assertThat(ready.path("buses")).hasSize(1);
            assertThat(ready.path("rules")).hasSize(5);
            assertThat(ready.path("notHonoured")).isNotEmpty().allSatisfy(what -> {
                assertThat(what.path("what").textValue()).isNotEmpty();
                assertThat(what.path("why").textValue()).isNotEmpty();
            });
            answersAt(URI.create(ready.path("endpoint").textValue()));

            assertThat(child.children()).hasSizeGreaterThanOrEqualTo(7);
            assertThat(child.terminate()).isEqualTo(TERMINATED);
            child.awaitEndOfChildren(FEW_SECONDS);
        }
    }

    private static void answersAt(URI endpoint) {
        try (AwsClients clients = AwsClients.at(endpoint)) {
            assertThat(clients.lambda().listFunctions().functions()).hasSize(7);
        }
    }

    @Test
    void aMissingJarIsNamedWithItsRemedyAndTheOtherFunctionsRun(@TempDir Path folder) throws Exception {
        Path template = Project.template(
                folder,
                Map.of("CodeUri: functions/audit-events/target/audit-events.jar", "CodeUri: gone/audit-events.jar"));
        try (ChildCommand child = ChildCommand.start(
                folder, "start", "start", "--port", "0", "--template", template.toString(), "--stack", "partly")) {
            String said = child.awaitOutput("ready; Ctrl-C ends it");

            assertThat(said)
                    .contains(
                            "partly-audit-events",
                            folder.resolve("gone/audit-events.jar").toString(),
                            "build");
            assertThat(child.errors()).contains("Some functions do not start; the others are ready.");
            assertThat(said).contains("partly-place-order.fifo", "partly-orders", "partly-events");
            String endpoint = said.replaceAll("(?s).*(http://127\\.0\\.0\\.1:\\d+)  \\(AWS_ENDPOINT_URL.*", "$1");
            ordersAreConfirmedAt(endpoint, folder);

            assertThat(child.terminate()).isEqualTo(TERMINATED);
            child.awaitEndOfChildren(FEW_SECONDS);
        }
    }

    private static void ordersAreConfirmedAt(String endpoint, Path folder) throws Exception {
        Path command = Project.sampleOf("order-4001", "shop-web/PlaceOrder/v2-placed", folder);
        Ran sent = Ran.of("send", command.toString(), "--endpoint", endpoint, "--stack", "partly");
        assertThat(sent.code()).as(sent.err()).isZero();
        try (AwsClients clients = AwsClients.at(URI.create(endpoint))) {
            ShopTables tables = new ShopTables(new DeployedShop("partly", clients));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> tables.statusOf("order-4001").equals("CONFIRMED"));
        }
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = Ran.of("start", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("error: ", Integer.toString(taken.getLocalPort()), "--port");
        }
    }

    @Test
    void aMissingTemplateIsNamed(@TempDir Path folder) {
        Path template = folder.resolve("gone.yaml");

        Ran ran = Ran.of("start", "--port", "0", "--template", template.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("error: ", template.toString());
    }

    @Test
    void aParameterThatTheTemplateDoesNotHaveIsNamed() {
        Ran ran = Ran.of("start", "--port", "0", "--parameter", "NoSuchParameter=1");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("NoSuchParameter");
    }
}
