package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
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

    @Parameters(paramLabel = "FUNCTION|QUEUE", arity = "0..1", description = "Only this queue, or this function's.")
    private @Nullable String queue;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StackDeadLetterQueues queues = new StackDeadLetterQueues(endpoint.stack());
        Map<String, Integer> inFlight = queues.inFlight(queue);
        List<StackDeadLetterQueues.Found> all = queues.list(queue);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            all.forEach(found -> array.add(DeadLetterText.json(found)));
            out.println(array);
        } else if (all.isEmpty() && inFlight.isEmpty()) {
            out.println("The dead-letter queues are empty.");
        } else {
            all.forEach(found -> out.println(DeadLetterText.line(found)));
        }
        inFlight.forEach((name, count) -> spec.commandLine()
                .getErr()
                .printf("%d in %s were in flight: somebody else looks at them or sends them back%n", count, name));
        return 0;
    }
}
