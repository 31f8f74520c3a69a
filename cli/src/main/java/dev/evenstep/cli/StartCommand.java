package dev.evenstep.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        description =
                "Runs the template on this machine until Ctrl-C: queues, tables, bus and functions behind one endpoint.")
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
            description = "What is run: a template of the shop. Default: template.yaml of the project")
    private @Nullable Path template;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "shop",
            description = "The stack's name, the beginning of every other. Default: ${DEFAULT-VALUE}")
    private String stack = "shop";

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = {
                "A parameter of the template; may be repeated.",
                "Here RetryBaseSeconds is 1 and RetryAttempts 6 unless you say otherwise: a person is waiting."
            })
    private Map<String, String> parameters = Map.of();

    @Option(names = "--verbose", description = "Shows every line of the functions' logs.")
    private boolean verbose;

    @Option(names = "--json", description = "Says what runs where in one JSON line, when everything is ready.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        FunctionOutput output = new FunctionOutput(
                json ? err : out, verbose ? FunctionOutput.Detail.EVERYTHING : FunctionOutput.Detail.LINES);
        LocalShop.Settings settings =
                new LocalShop.Settings(template == null ? Home.template() : template, stack, port, data, parameters);
        try (LocalShop shop = LocalShop.start(settings, output);
                AtExit exit = AtExit.close(shop)) {
            boolean allStart = new Prewarming(shop, exit).await(json ? err : out);
            StartReport report = new StartReport(shop);
            out.println(json ? report.json().toString() : report.text());
            if (!allStart) {
                err.println("Some functions do not start; the others are ready. Mend them and build again: "
                        + "a new jar is taken up without a restart.");
            }
            exit.await();
        }
        return ExitCode.OK;
    }
}
