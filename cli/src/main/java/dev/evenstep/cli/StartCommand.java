package dev.evenstep.cli;

import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.LocalRun;
import dev.evenstep.cli.run.Prewarming;
import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.cli.run.ShutdownHook;
import dev.evenstep.cli.run.Sidecar;
import dev.evenstep.cli.run.SourceBuild;
import dev.evenstep.cli.run.StartReport;
import dev.evenstep.cli.run.Watch;
import dev.evenstep.local.stack.Stack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        description =
                "Runs a template on this machine until Ctrl-C: queues, tables, buses and functions behind one endpoint.")
final class StartCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4566",
            description = "Where everything answers; 0 for any port that is free. Default: ${DEFAULT-VALUE}")
    private int port = 4566;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps everything in this folder, also over a hard stop. Default: in memory")
    private @Nullable Path data;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = {
                "What is run: a template of SAM or CloudFormation.",
                "Default: template.yaml of this folder, else Evenstep's own"
            })
    private @Nullable Path template;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = {
                "The stack's name, the beginning of every name that the template leaves open.",
                "Default: the name of the template's folder; of Evenstep's own, shop"
            })
    private @Nullable String stack;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A parameter that the template declares; may be repeated.")
    private Map<String, String> parameters = Map.of();

    @Option(
            names = "--with",
            paramLabel = "BROKER[:PORT]",
            split = ",",
            converter = BrokerOption.class,
            description = {
                "Brokers' own servers that are run beside it, for event source mappings of their topics and queues:",
                "kafka, rabbitmq. The template's parameters KafkaBootstrapServers and RabbitMqUri get their addresses.",
                "Default: none; any port that is free"
            })
    private List<BrokerOption.Wanted> with = List.of();

    @Option(names = "--verbose", description = "Shows every line of the functions' logs.")
    private boolean verbose;

    @Option(names = "--json", description = "Says what runs where in one JSON line, when everything is ready.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final List<Sidecar> sidecars;

    StartCommand(List<Sidecar> sidecars) {
        this.sidecars = List.copyOf(sidecars);
    }

    @Override
    public Integer call() throws InterruptedException {
        return run(spec.commandLine(), (file, stack) -> List.of());
    }

    /** @param builds makes the builds of a template and its stack that are run when sources change */
    int run(CommandLine line, BiFunction<Path, Stack, List<SourceBuild>> builds) throws InterruptedException {
        PrintWriter out = line.getOut();
        PrintWriter err = line.getErr();
        PrintWriter messages = json ? err : out;
        FunctionOutput output =
                new FunctionOutput(messages, verbose ? FunctionOutput.Detail.EVERYTHING : FunctionOutput.Detail.LINES);
        Path file = template == null ? ProjectDirectory.templateFor(Path.of("")) : template;
        LocalRun.RunSettings settings =
                new LocalRun.RunSettings(file, stack, port, data, parameters).with(BrokerOption.ports(with));
        try (LocalRun run = LocalRun.start(settings, sidecars, output);
                ShutdownHook hook = ShutdownHook.close(run);
                Watch watch = Watch.of(run, file, builds.apply(file, run.stack()), messages)) {
            boolean allStart = new Prewarming(run, hook).await(messages);
            StartReport report = new StartReport(run);
            out.println(json ? report.json().toString() : report.text());
            if (!allStart) {
                err.println("Some functions do not start; the others are ready. Mend them and build again: "
                        + "new code is taken up without a restart.");
            }
            watch.start();
            hook.await();
        }
        return ExitCode.OK;
    }
}
