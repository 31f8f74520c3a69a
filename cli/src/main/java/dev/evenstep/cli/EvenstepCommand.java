package dev.evenstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "evenstep",
        description = "Event handlers on AWS Lambda: every event takes effect once, in order, at its current version.",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 it went well, 1 it did not, 2 the command line is wrong."})
final class EvenstepCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        String commands = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "A command is missing: " + commands);
    }
}
