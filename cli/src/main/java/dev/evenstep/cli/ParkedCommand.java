package dev.evenstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "parked",
        description = "Looks at the events that wait for others, and lets go what waits in vain.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ParkedListCommand.class, ParkedShowCommand.class, ParkedReleaseCommand.class})
final class ParkedCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: list, show or release");
    }
}
