package dev.evenstep.demo.command;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.LocalRun;
import dev.evenstep.cli.run.Prewarming;
import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.cli.run.ShutdownHook;
import dev.evenstep.demo.Demo;
import dev.evenstep.demo.DemoOptions;
import dev.evenstep.demo.DemoResult;
import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.engine.faults.Faults;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Plays orders through the shop and checks that every effect happened exactly once, in order.",
            "Among them are duplicates, late and early events, old schema versions, a flaky payment gateway and poison;",
            "in the middle the gateway is away for three seconds."
        })
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many orders are played, 1 to 100,000. Default: ${DEFAULT-VALUE}")
    private int orders = 200;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed sends the same events. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--json", description = "The last line of standard output is one JSON object.")
    private boolean json;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Plays on the shop that runs there, such as http://127.0.0.1:4566, instead of starting one.")
    private @Nullable URI endpoint;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "shop",
            description = "The deployed stack's name. Default: ${DEFAULT-VALUE}")
    private String stack = "shop";

    @Option(
            names = "--chaos",
            description = {
                "Everything at once: AWS throttles, loses replies, delivers twice and out of order, shards split,",
                "functions are killed, and the gateway is away for ten seconds."
            })
    private boolean chaos;

    @Option(names = "--verbose", description = "Shows every line of the functions' logs.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (chaos && endpoint != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--chaos disturbs the AWS that the demo starts for itself: leave out --endpoint, or --chaos");
        }
        DemoOptions options = options();
        DemoResult result = endpoint == null ? onOwnShop(options) : onDeployedShop(options, endpoint);
        PrintWriter out = spec.commandLine().getOut();
        DemoReport report = new DemoReport(result);
        out.println(json ? report.json().toString() : report.text());
        return result.succeeded() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private DemoOptions options() {
        try {
            DemoOptions options =
                    DemoOptions.defaults().withOrders(orders).withSeed(seed).withStack(stack);
            return chaos ? options.withChaos() : options;
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(spec.commandLine(), String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private DemoResult onOwnShop(DemoOptions options) {
        say("starting queues, tables and the bus");
        FunctionOutput.Detail usual = chaos ? FunctionOutput.Detail.NOTHING : FunctionOutput.Detail.TROUBLE;
        FunctionOutput.Detail detail = verbose ? FunctionOutput.Detail.EVERYTHING : usual;
        Faults faults = Faults.of(seed);
        LocalRun.RunSettings settings = new LocalRun.RunSettings(
                ProjectDirectory.template(), stack, 0, null, chaos ? Chaos.PARAMETERS : Map.of(), faults);
        try (LocalRun shop = LocalRun.start(settings, List.of(new ShopSidecar()), new FunctionOutput(err(), detail));
                ShutdownHook hook = ShutdownHook.close(shop);
                AwsClients clients = AwsClients.at(shop.endpoint())) {
            return hook.unlessEnding(() -> {
                if (!new Prewarming(shop, hook).await(err())) {
                    throw new IllegalStateException("A function does not start; see above");
                }
                GatewayClient gateway = new GatewayClient(ShopSidecar.gatewayOf(shop));
                DemoResult result = chaos
                        ? Chaos.during(() -> playPatiently(options, shop, gateway), faults, stack, seed)
                        : play(options, clients, gateway);
                requireGrants(shop);
                return result;
            });
        }
    }

    private DemoResult playPatiently(DemoOptions options, LocalRun shop, GatewayClient gateway) {
        try (AwsClients patient = AwsClients.patientAt(shop.endpoint())) {
            return play(options, patient, gateway);
        }
    }

    private static void requireGrants(LocalRun shop) {
        if (!shop.denied().isEmpty()) {
            throw new IllegalStateException(
                    "Functions asked for what their roles do not allow; add it to their policies: "
                            + String.join(", ", shop.denied()));
        }
    }

    /** Whoever runs it may stop it and start it again meanwhile. */
    private DemoResult onDeployedShop(DemoOptions options, URI url) {
        try (AwsClients clients = AwsClients.at(url);
                GatewayAccess gateway = GatewayAccess.of(new DeployedShop(stack, clients));
                AwsClients patient = AwsClients.patientAt(url)) {
            return play(options, patient, new GatewayClient(gateway.url()));
        }
    }

    private DemoResult play(DemoOptions options, AwsClients clients, GatewayClient gateway) {
        return new Demo(new DeployedShop(stack, clients), gateway, options, this::say).run();
    }

    private void say(String line) {
        err().println(line);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
