package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.saga.SagaCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "compensate",
        description = "Has an instance undo every step that was done, or may have been; one that is completed, too.")
final class SagaCompensateCommand implements Callable<Integer> {

    @Mixin
    private SagaOperation operation = new SagaOperation();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "by hand",
            description = "For people, without personal data, kept with the instance. Default: by hand.")
    private String reason = "by hand";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String data = JsonNodeFactory.instance
                .objectNode()
                .put("saga", operation.saga())
                .put("key", operation.key())
                .put("reason", reason)
                .toString();
        spec.commandLine().getOut().println(operation.send(SagaCommand.COMPENSATE, data));
        return 0;
    }
}
