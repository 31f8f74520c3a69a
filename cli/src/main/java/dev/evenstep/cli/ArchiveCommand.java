package dev.evenstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "archive",
        description = "Searches the archive of a bus, exports it, and replays from it to one consumer.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ArchiveSearchCommand.class, ArchiveExportCommand.class, ArchiveReplayCommand.class})
final class ArchiveCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: search, export or replay");
    }
}
