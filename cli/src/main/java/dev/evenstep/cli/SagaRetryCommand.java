package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.saga.SagaCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "retry",
        description =
                "Has an instance send the command that it waits for once more; one in quarantine comes out of it.")
final class SagaRetryCommand implements Callable<Integer> {

    @Mixin
    private SagaOperation operation = new SagaOperation();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String data = JsonNodeFactory.instance
                .objectNode()
                .put("saga", operation.saga())
                .put("key", operation.key())
                .toString();
        spec.commandLine().getOut().println(operation.send(SagaCommand.RETRY, data));
        return 0;
    }
}
