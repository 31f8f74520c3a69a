package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "redrive",
        description = {
            "Sends messages back to the queue they came from, bodies untouched.",
            "What was handled already is known by its idempotency record and takes no second effect."
        })
final class DlqRedriveCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Messages' ids, or enough of their beginnings.")
    private List<String> ids = List.of();

    @Option(names = "--all", paramLabel = "FUNCTION", description = "Everything in this function's queue.")
    private @Nullable String function;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "With --all: only what lies there for this reason.")
    private @Nullable String reason;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (ids.isEmpty() == (function == null)) {
            throw new ParameterException(spec.commandLine(), "Name the messages by ID, or a queue with --all FUNCTION");
        }
        PrintWriter out = spec.commandLine().getOut();
        DeadLetterBoxes boxes = new DeadLetterBoxes(endpoint.shop());
        ArrayNode redriven = JsonNodeFactory.instance.arrayNode();
        Set<String> missing = boxes.redrive(chosen(boxes), (letter, queue) -> {
            redriven.addObject().put("id", letter.messageId()).put("to", queue);
            if (!json) {
                out.printf("%s -> %s%n", letter.messageId(), queue);
            }
        });
        if (json) {
            out.println(redriven);
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Not there any more, or held by somebody else for some minutes: "
                    + String.join(", ", missing) + "; ./evenstep dlq list shows what is there");
        }
        return 0;
    }

    private List<DeadLetterBoxes.Found> chosen(DeadLetterBoxes boxes) {
        if (function != null) {
            return boxes.list(function).stream()
                    .filter(found ->
                            reason == null || reason.equals(found.letter().reason()))
                    .toList();
        }
        return boxes.get(ids);
    }
}
