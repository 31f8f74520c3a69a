package dev.evenstep.cli;

import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "show", description = "One message whole: reason, stack and body.")
final class DlqShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The message's id, or enough of its beginning.")
    private String id = "";

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StackDeadLetterQueues.Found found =
                new StackDeadLetterQueues(endpoint.stack()).get(List.of(id)).getFirst();
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(DeadLetterText.json(found)
                            .put("stack", found.letter().attribute(DeadLetterAttributes.STACK))
                            .put("body", found.letter().body()));
        } else {
            spec.commandLine().getOut().print(DeadLetterText.whole(found));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
