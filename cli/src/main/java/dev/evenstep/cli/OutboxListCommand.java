package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "What is not published, oldest first: row, type, event and for how long.")
final class OutboxListCommand implements Callable<Integer> {

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private TableOption table = new TableOption();

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<OutboxLine> lines = OutboxRows.of(endpoint.stack(), table.name()).list();
        Instant now = Instant.now();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            lines.forEach(line -> array.add(line.json(now)));
            out.println(array);
        } else if (lines.isEmpty()) {
            out.println("Everything is published.");
        } else {
            lines.forEach(line -> out.println(line.line(now)));
        }
        return 0;
    }
}
