package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.demo.shop.DeployedShop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    private static final String STACK = "started";
    private static final int TERMINATED = 128 + 15;

    @Test
    void itSaysWhatRunsAndWhatDoesNotAndEndsWithAllItStarted(@TempDir Path folder) throws Exception {
        Path template = Project.template(
                folder,
                Map.of("CodeUri: functions/audit-events/target/audit-events.jar", "CodeUri: gone/audit-events.jar"));
        try (ChildCommand child = ChildCommand.start(
                folder,
                "start",
                "start",
                "--port",
                "0",
                "--template",
                template.toString(),
                "--stack",
                STACK,
                "--json")) {
            JsonNode ready = new ObjectMapper().readTree(child.awaitOutput("}\n"));

            everythingIsListed(ready);
            assertThat(child.errors())
                    .contains(STACK + "-audit-events", folder + "/gone/audit-events.jar", "build the function first")
                    .contains("Some functions do not start; the others are ready.");
            ordersAreConfirmedAt(ready.path("endpoint").textValue(), folder);

            assertThat(child.children()).hasSizeGreaterThanOrEqualTo(6);
            assertThat(child.terminate()).isEqualTo(TERMINATED);
            child.awaitEndOfChildren();
        }
    }

    private static void everythingIsListed(JsonNode ready) {
        assertThat(ready.path("functions")).hasSize(14);
        assertThat(ready.path("queues")).hasSize(18);
        assertThat(ready.path("tables")).hasSize(12);
        assertThat(ready.path("buses")).hasSize(1);
        assertThat(ready.path("rules")).hasSize(7);
        assertThat(ready.path("notHonoured")).isNotEmpty().allSatisfy(what -> {
            assertThat(what.path("what").textValue()).isNotEmpty();
            assertThat(what.path("why").textValue()).isNotEmpty();
        });
    }

    private static void ordersAreConfirmedAt(String endpoint, Path folder) throws IOException {
        Path command = Project.sampleOf("order-4001", "shop-web/PlaceOrder/v2-placed", folder);
        Ran sent = Ran.of("send", command.toString(), "--endpoint", endpoint, "--stack", STACK);
        assertThat(sent.code()).as(sent.err()).isZero();
        try (AwsClients clients = AwsClients.at(URI.create(endpoint))) {
            ShopTables tables = new ShopTables(new DeployedShop(STACK, clients));
            await().atMost(Duration.ofSeconds(60))
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
    void aMappingThatWouldLoseEventsInSilenceIsRefused(@TempDir Path folder) throws IOException {
        Path template =
                Project.template(folder, Map.of("FunctionResponseTypes: [ReportBatchItemFailures]", "Enabled: true"));

        Ran ran = Ran.of("start", "--port", "0", "--template", template.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains(
                        "ReportBatchItemFailures",
                        "place-order",
                        "add FunctionResponseTypes: [ReportBatchItemFailures]");
    }

    @Test
    void aParameterThatTheTemplateDoesNotHaveIsNamed() {
        Ran ran = Ran.of("start", "--port", "0", "--parameter", "NoSuchParameter=1");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("NoSuchParameter");
    }
}
