package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "What lies there, and why.")
final class DlqListCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FUNCTION", arity = "0..1", description = "Only this function's queue.")
    private @Nullable String function;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<DeadLetterBoxes.Found> all = new DeadLetterBoxes(endpoint.shop()).list(function);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            all.forEach(found -> array.add(DeadLetterText.json(found)));
            out.println(array);
        } else if (all.isEmpty()) {
            out.println("The dead-letter queues are empty.");
        } else {
            all.forEach(found -> out.println(DeadLetterText.line(found)));
        }
        return 0;
    }
}
