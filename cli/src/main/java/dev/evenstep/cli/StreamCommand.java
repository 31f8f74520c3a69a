package dev.evenstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "stream",
        description = "Looks at the streams of an event store, as they are and as they were, and appends to them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StreamShowCommand.class, StreamAtCommand.class, StreamAppendCommand.class})
final class StreamCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: show, at or append");
    }
}
