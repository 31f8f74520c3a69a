package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        description = {
            "Puts files on a queue or a bus, or into a table whose stream tells of them.",
            "For a bus, an envelope says its source and type; without one, the folders <source>/<type>/",
            "below a targets.properties do."
        })
final class SendCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Payloads, such as events-samples/*/*/v2-placed.json.")
    private List<Path> files = List.of();

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            description = {
                "A queue, FIFO or not, a bus or a table: its name, with or without the stack's before it,",
                "its logical id, or a queue's URL. Default: what the nearest targets.properties above",
                "the file says of its source, else the stack's bus, else the default bus."
            })
    private @Nullable String to;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Payload> payloads = new ArrayList<>();
        for (Path file : files) {
            payloads.add(Payload.read(file));
        }
        DeployedStack stack = endpoint.stack();
        Targets targets = Targets.of(stack);
        MessageSender sender = new MessageSender(stack.clients());
        ArrayNode sent = JsonNodeFactory.instance.arrayNode();
        for (Payload payload : payloads) {
            SendTarget target = to == null ? targets.defaultOf(payload) : targets.named(to);
            String id = sender.send(payload, target);
            sent.addObject()
                    .put("file", payload.file().toString())
                    .put("to", target.name())
                    .put("id", id);
            if (!json) {
                out.printf("%s -> %s%s%n", payload.file(), target.name(), id.isEmpty() ? "" : " (" + id + ")");
            }
        }
        if (json) {
            out.println(sent);
        }
        return 0;
    }
}
