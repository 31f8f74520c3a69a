package dev.evenstep.cli.localstack;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** LocalStack on this machine, and a stack on it. */
@Command(
        name = "localstack",
        description =
                "LocalStack on this machine, with Docker or without, and a stack deployed to it by SAM or by CDK.",
        synopsisSubcommandLabel = "COMMAND")
public final class LocalStackCommand implements Runnable {

    static final String PORT = "4566";

    @Spec
    private CommandSpec spec;

    private LocalStackCommand() {}

    /**
     * The command with what is under it.
     *
     * @param stack what is deployed where the user names none
     * @param parameters of its template, that the user need not give
     */
    public static CommandLine of(String stack, Map<String, String> parameters) {
        return new CommandLine(new LocalStackCommand())
                .addSubcommand(new StartLocalStackCommand())
                .addSubcommand(new DeployCommand(stack, parameters))
                .addSubcommand(new StopLocalStackCommand());
    }

    @Override
    public void run() {
        String commands = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "A command is missing: " + commands);
    }
}
