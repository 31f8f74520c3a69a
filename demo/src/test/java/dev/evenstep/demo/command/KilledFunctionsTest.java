package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.LocalRun;
import dev.evenstep.cli.run.Prewarming;
import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.cli.run.ShutdownHook;
import dev.evenstep.demo.shop.DeployedShop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KilledFunctionsTest {

    private static final String STACK = "killed";

    private final StringWriter said = new StringWriter();

    @Test
    void everyFunctionIsKilledWhileOrdersFlowAndNothingIsLostOrDoubled() throws Exception {
        try (LocalRun local = start();
                ShutdownHook hook = ShutdownHook.close(local);
                AwsClients clients = AwsClients.at(local.endpoint())) {
            assertThat(new Prewarming(local, hook).await(new PrintWriter(said))).isTrue();
            ShopTables tables = new ShopTables(new DeployedShop(STACK, clients));
            DemoRun demo = DemoRun.on(local.endpoint().toString(), STACK, 40);

            demo.awaitThat(() -> !tables.items("events").isEmpty());
            kill("place-order");
            demo.awaitThat(() -> tables.items("views").toString().contains("CONFIRMED"));
            Project.FUNCTIONS.stream()
                    .filter(function -> !function.equals("place-order"))
                    .forEach(KilledFunctionsTest::kill);

            demo.mustSucceed();
        }
        Project.FUNCTIONS.forEach(this::endAndReplacementWereShown);
    }

    private LocalRun start() {
        LocalRun.RunSettings settings = new LocalRun.RunSettings(ProjectDirectory.template(), STACK, 0, null, Map.of());
        return LocalRun.start(
                settings,
                List.of(new ShopSidecar()),
                new FunctionOutput(new PrintWriter(said), FunctionOutput.Detail.LINES));
    }

    /** Every JVM that the function has at the moment, as {@code kill -9} does it. */
    private static void kill(String function) {
        await().until(() -> !instances(function).isEmpty());
        instances(function)
                .forEach(instance -> assertThat(instance.destroyForcibly()).isTrue());
    }

    /** An instance is told by the last argument of its command line. */
    private static List<ProcessHandle> instances(String function) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch((STACK + "-" + function)::equals))
                .toList();
    }

    private void endAndReplacementWereShown(String function) {
        List<String> lines = said.toString()
                .lines()
                .filter(line -> line.contains(" " + STACK + "-" + function + " "))
                .toList();
        assertThat(lines).as(function).anyMatch(line -> line.contains("  ! ") && line.contains("signal: killed"));
        assertThat(lines.stream().filter(line -> line.contains("instance ready in")))
                .as(function)
                .hasSizeGreaterThan(1);
    }
}
