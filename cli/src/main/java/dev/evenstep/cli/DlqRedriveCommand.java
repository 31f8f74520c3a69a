package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.cli.deadletter.DeadLetter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
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
            "Sends messages back to the queue they came from, bodies untouched unless --body corrects one.",
            "What follows a message in order, and waits for it, runs by itself once that is handled.",
            "What was handled already is known by its idempotency record and takes no second effect."
        })
final class DlqRedriveCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Messages' ids, or enough of their beginnings.")
    private List<String> ids = List.of();

    @Option(
            names = "--all",
            paramLabel = "FUNCTION|QUEUE",
            description = "Everything in this queue, or this function's.")
    private @Nullable String all;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "With --all: only what lies there for this reason.")
    private @Nullable String reason;

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "With one ID: a corrected body instead of its own, from a file, or - for standard input.")
    private @Nullable Path body;

    @Option(
            names = "--to",
            paramLabel = "QUEUE",
            description = "Another queue than the one they came from; needed where it is not known which that was.")
    private @Nullable String to;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (ids.isEmpty() == (all == null)) {
            throw new ParameterException(spec.commandLine(), "Name the messages by ID, or a queue with --all");
        }
        if (body != null && ids.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--body is the body of one message: name that one by its ID alone");
        }
        String corrected = body == null ? null : read(body);
        PrintWriter out = spec.commandLine().getOut();
        StackDeadLetterQueues queues = new StackDeadLetterQueues(endpoint.stack());
        ArrayNode redriven = JsonNodeFactory.instance.arrayNode();
        BiConsumer<DeadLetter, String> tell = (letter, queue) -> {
            redriven.addObject().put("id", letter.messageId()).put("to", queue);
            if (!json) {
                out.printf("%s -> %s%n", letter.messageId(), queue);
            }
        };
        List<StackDeadLetterQueues.Found> chosen = chosen(queues);
        Set<String> missing = corrected == null
                ? queues.redrive(chosen, to, tell)
                : queues.redriveCorrected(chosen.getFirst(), corrected, to, tell);
        if (json) {
            out.println(redriven);
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Not there any more, or held by somebody else for some minutes: "
                    + String.join(", ", missing) + "; ./evenstep dlq list shows what is there");
        }
        return 0;
    }

    private static String read(Path file) throws IOException {
        return file.toString().equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Payload.read(file).body();
    }

    private List<StackDeadLetterQueues.Found> chosen(StackDeadLetterQueues queues) {
        if (all != null) {
            return queues.list(all).stream()
                    .filter(found ->
                            reason == null || reason.equals(found.letter().reason()))
                    .toList();
        }
        return queues.get(ids);
    }
}
