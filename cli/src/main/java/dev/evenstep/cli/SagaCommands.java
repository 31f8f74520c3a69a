package dev.evenstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "saga",
        description = "Looks at sagas, and tells one to try again or to undo what it did.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SagaListCommand.class, SagaShowCommand.class, SagaRetryCommand.class, SagaCompensateCommand.class
        })
final class SagaCommands implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: list, show, retry or compensate");
    }
}
