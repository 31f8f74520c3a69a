package dev.evenstep.cli;

import dev.evenstep.cli.doctor.DoctorCommand;
import dev.evenstep.cli.run.ShutdownHook;
import dev.evenstep.cli.run.Sidecar;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line: what is for any stack, and what a project adds to it. For one run.
 *
 * @param commands more of them, as picocli knows commands
 * @param sidecars for templates that need more than AWS
 */
public record Cli(List<Object> commands, List<Sidecar> sidecars) {

    private static final int HELP_WIDTH = 110;

    /** What a shell says of a command that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    public Cli {
        commands = List.copyOf(commands);
        sidecars = List.copyOf(sidecars);
    }

    CommandLine commandLine() {
        CommandLine line = new CommandLine(new EvenstepCommand());
        commands.forEach(line::addSubcommand);
        return line.addSubcommand(new NewCommand())
                .addSubcommand(new StartCommand(sidecars))
                .addSubcommand(new DevCommand(sidecars))
                .addSubcommand(new SendCommand())
                .addSubcommand(new DlqCommand())
                .addSubcommand(new ParkedCommand())
                .addSubcommand(new OutboxCommand())
                .addSubcommand(new ArchiveCommand())
                .addSubcommand(new StreamCommand())
                .addSubcommand(new ProjectionCommand())
                .addSubcommand(new SagaCommands())
                .addSubcommand(new DoctorCommand());
    }

    /** With this process's output. Exit codes are those of {@link #run(PrintWriter, PrintWriter, String...)}. */
    public int run(String... arguments) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
    }

    /**
     * Exit codes: 0 it went well, 1 it did not, 2 the command line is wrong, 130 it was told to end. Those of {@code doctor}
     * are 0 nothing found, 1 something found, 2 it could not read the stack.
     */
    public int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine()
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof ShutdownHook.EndingException) {
                        return INTERRUPTED;
                    }
                    command.getErr().println("error: " + ErrorMessages.inWords(failure, endpoint(command)));
                    if (Boolean.getBoolean("evenstep.debug")) {
                        failure.printStackTrace(command.getErr());
                    }
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments);
    }

    private static String endpoint(CommandLine command) {
        OptionSpec option = command.getCommandSpec().findOption("--endpoint");
        URI endpoint = option == null ? null : option.getValue();
        return endpoint == null ? "the endpoint" : endpoint.toString();
    }
}
