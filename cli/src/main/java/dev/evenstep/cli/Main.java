package dev.evenstep.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** The program behind {@code ./evenstep}. */
public final class Main {

    private static final int HELP_WIDTH = 110;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Exit codes: 0 it went well, 1 it did not, 2 the command line is wrong. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new EvenstepCommand())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("error: " + Failures.inWords(failure));
                    if (Boolean.getBoolean("evenstep.debug")) {
                        failure.printStackTrace(command.getErr());
                    }
                    return ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
