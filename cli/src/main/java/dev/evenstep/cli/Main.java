package dev.evenstep.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/** The program behind {@code ./evenstep}. */
public final class Main {

    private static final int HELP_WIDTH = 110;

    /** What a shell says of a command that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Exit codes: 0 it went well, 1 it did not, 2 the command line is wrong, 130 it was told to end. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new EvenstepCommand())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof AtExit.EndingException) {
                        return INTERRUPTED;
                    }
                    command.getErr().println("error: " + Failures.inWords(failure, endpoint(command)));
                    if (Boolean.getBoolean("evenstep.debug")) {
                        failure.printStackTrace(command.getErr());
                    }
                    return ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    private static String endpoint(CommandLine command) {
        OptionSpec option = command.getCommandSpec().findOption("--endpoint");
        URI endpoint = option == null ? null : option.getValue();
        return endpoint == null ? "the endpoint" : endpoint.toString();
    }
}
