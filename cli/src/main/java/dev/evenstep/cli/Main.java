package dev.evenstep.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/** The command without a project of its own: for any template. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Cli(List.of(), List.of()).run(arguments));
    }
}
