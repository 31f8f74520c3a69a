package dev.evenstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "outbox",
        description = "Looks at the events that were committed and are not published, and publishes them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {OutboxListCommand.class, OutboxShowCommand.class, OutboxRepublishCommand.class})
final class OutboxCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: list, show or republish");
    }
}
