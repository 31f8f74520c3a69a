package dev.evenstep.cli;

import dev.evenstep.saga.SagaInstance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = "One instance: how it stands, its state, its steps and its history, read from its stream.")
final class SagaShowCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SAGA", description = "The saga's name.")
    private String saga = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The instance's key.")
    private String key = "";

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Mixin
    private EventStoreOption events = new EventStoreOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SagaInstance instance = SagaInstance.find(events.store(), saga, key);
        if (instance == null) {
            throw new IllegalArgumentException("Saga %s has no instance %s".formatted(saga, key));
        }
        spec.commandLine().getOut().println(json ? SagaText.json(instance) : SagaText.lines(instance));
        return 0;
    }
}
