package dev.evenstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "projection",
        description = "Looks after the projections of an event store: how far they are, and building their views anew.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ProjectionListCommand.class, ProjectionLagCommand.class, ProjectionRebuildCommand.class})
final class ProjectionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: list, lag or rebuild");
    }
}
